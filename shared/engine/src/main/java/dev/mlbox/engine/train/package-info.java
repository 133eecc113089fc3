/** Makes the model from the repository, when what it is made from has changed. */
@NullMarked
package dev.mlbox.engine.train;

import org.jspecify.annotations.NullMarked;
