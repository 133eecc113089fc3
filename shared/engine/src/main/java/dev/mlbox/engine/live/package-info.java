/** What boxes have kept of requests, answers and labels → rows to evaluate on. */
@NullMarked
package dev.mlbox.engine.live;

import org.jspecify.annotations.NullMarked;
