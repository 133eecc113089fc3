/**
 * Boxes and their front as processes of this machine, which outlive the command that started them.
 */
@NullMarked
package dev.mlbox.engine.local;

import org.jspecify.annotations.NullMarked;
