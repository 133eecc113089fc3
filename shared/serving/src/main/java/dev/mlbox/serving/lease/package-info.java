/** Where the lease is read from. */
@NullMarked
package dev.mlbox.serving.lease;

import org.jspecify.annotations.NullMarked;
