/** What lets a benchmark have hundreds of real boxes in one process. */
@NullMarked
package dev.mlbox.serving;

import org.jspecify.annotations.NullMarked;
