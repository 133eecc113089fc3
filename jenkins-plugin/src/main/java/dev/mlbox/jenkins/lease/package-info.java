/** An agent for a moment, where a step holds none. */
@NullMarked
package dev.mlbox.jenkins.lease;

import org.jspecify.annotations.NullMarked;
