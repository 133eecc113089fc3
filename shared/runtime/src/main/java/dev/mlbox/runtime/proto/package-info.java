/** Protocol buffers messages, field by field. */
@NullMarked
package dev.mlbox.runtime.proto;

import org.jspecify.annotations.NullMarked;
