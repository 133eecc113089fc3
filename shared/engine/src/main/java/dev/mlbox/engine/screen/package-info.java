/** What people see of a rollout that goes on: on a terminal, and on a page that is live. */
@NullMarked
package dev.mlbox.engine.screen;

import org.jspecify.annotations.NullMarked;
