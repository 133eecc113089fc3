/** Runs other programs: found, streamed, limited in time, and ended with all that they started. */
@NullMarked
package dev.mlbox.engine.process;

import org.jspecify.annotations.NullMarked;
