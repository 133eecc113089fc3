/** Simulated rollouts, judged by mlbox and by the published rules of others. */
@NullMarked
package dev.mlbox.bench.judge;

import org.jspecify.annotations.NullMarked;
