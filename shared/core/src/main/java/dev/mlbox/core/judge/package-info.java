/** Live counts → verdict; pure. */
@NullMarked
package dev.mlbox.core.judge;

import org.jspecify.annotations.NullMarked;
