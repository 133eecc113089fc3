/** Rollouts of hundreds of boxes on simulated nodes, against a real API server. */
@NullMarked
package dev.mlbox.bench.pods;

import org.jspecify.annotations.NullMarked;
