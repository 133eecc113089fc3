/** What a box is told by its environment. */
@NullMarked
package dev.mlbox.serving.settings;

import org.jspecify.annotations.NullMarked;
