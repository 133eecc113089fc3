/** What is run on the agent, as words; knows nothing of Jenkins. */
@NullMarked
package dev.mlbox.jenkins.command;

import org.jspecify.annotations.NullMarked;
