/** The steps of a plan, each from one value to the next. */
@NullMarked
package dev.mlbox.engine.pipeline;

import org.jspecify.annotations.NullMarked;
