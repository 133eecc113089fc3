/** Maven goals: names and outcomes translated, everything else is the engine's. */
@NullMarked
package dev.mlbox.maven;

import org.jspecify.annotations.NullMarked;
