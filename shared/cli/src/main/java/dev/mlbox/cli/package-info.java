/**
 * The command line: names and outcomes in, names and outcomes out; everything else is the engine's.
 */
@NullMarked
package dev.mlbox.cli;

import org.jspecify.annotations.NullMarked;
