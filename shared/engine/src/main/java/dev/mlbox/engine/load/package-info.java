/** Brings a model that exists already to this machine, and says what it is. */
@NullMarked
package dev.mlbox.engine.load;

import org.jspecify.annotations.NullMarked;
