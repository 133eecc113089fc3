/** Starts a command on the agent, follows it, and ends it. */
@NullMarked
package dev.mlbox.jenkins.agent;

import org.jspecify.annotations.NullMarked;
