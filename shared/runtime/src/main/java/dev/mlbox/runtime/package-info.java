/** Loads a model and predicts batches; used to validate and to serve. */
@NullMarked
package dev.mlbox.runtime;

import org.jspecify.annotations.NullMarked;
