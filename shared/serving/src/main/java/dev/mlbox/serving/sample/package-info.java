/** What clients asked and were told, kept for the next evaluation and training. */
@NullMarked
package dev.mlbox.serving.sample;

import org.jspecify.annotations.NullMarked;
