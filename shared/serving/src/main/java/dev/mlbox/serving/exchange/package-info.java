/** One request and its answer, as far as routing needs to know them. */
@NullMarked
package dev.mlbox.serving.exchange;

import org.jspecify.annotations.NullMarked;
