/** Tests of package batch. */
@NullMarked
package dev.mlbox.runtime.batch;

import org.jspecify.annotations.NullMarked;
