/** The command line, as a user sees it. */
@NullMarked
package dev.mlbox.cli;

import org.jspecify.annotations.NullMarked;
