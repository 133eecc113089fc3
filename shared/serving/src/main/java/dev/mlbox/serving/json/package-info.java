/** How boxes write what they share with the engine, and how they say what went wrong. */
@NullMarked
package dev.mlbox.serving.json;

import org.jspecify.annotations.NullMarked;
