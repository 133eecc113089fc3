/** Looks whether everything is there that a command needs. */
@NullMarked
package dev.mlbox.engine.doctor;

import org.jspecify.annotations.NullMarked;
