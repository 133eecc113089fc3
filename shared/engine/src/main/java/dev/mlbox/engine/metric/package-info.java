/** Reads the user's own metrics: from Prometheus, a web address or a command. */
@NullMarked
package dev.mlbox.engine.metric;

import org.jspecify.annotations.NullMarked;
