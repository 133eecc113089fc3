package dev.mlbox.core.rollout;

import java.time.Duration;

/**
 * The share of requests that the version before keeps while the one that was promoted over it is
 * watched, so that there are two arms to compare. Leased as a canary's weight is: when nobody
 * renews it, the promoted version answers everything.
 *
 * @param route where the version before answers
 * @param weight its share
 * @param coverAfter how long it may take before the promoted version answers in its place
 */
public record Holdout(Route route, Weight weight, Duration coverAfter) {}
