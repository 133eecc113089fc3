/** A first mlbox.yaml from what is in a folder. */
@NullMarked
package dev.mlbox.engine.init;

import org.jspecify.annotations.NullMarked;
