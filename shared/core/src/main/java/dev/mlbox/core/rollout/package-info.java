/** The canary as a state machine; pure. */
@NullMarked
package dev.mlbox.core.rollout;

import org.jspecify.annotations.NullMarked;
