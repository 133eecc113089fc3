/** How models' answers look: curves and tables of bounded size, for reports; decides nothing. */
@NullMarked
package dev.mlbox.core.portrait;

import org.jspecify.annotations.NullMarked;
