/** The commands as Pipeline steps, Freestyle build steps and post-build actions. */
@NullMarked
package dev.mlbox.jenkins;

import org.jspecify.annotations.NullMarked;
