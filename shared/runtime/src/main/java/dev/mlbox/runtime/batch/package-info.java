/** What every kind of model shares: large tables in parts, probabilities that are some. */
@NullMarked
package dev.mlbox.runtime.batch;

import org.jspecify.annotations.NullMarked;
