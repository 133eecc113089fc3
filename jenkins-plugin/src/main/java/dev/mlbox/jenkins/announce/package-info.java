/** Passes what a command found on to other plugins, where those are installed. */
@NullMarked
package dev.mlbox.jenkins.announce;

import org.jspecify.annotations.NullMarked;
