package dev.mlbox.serving.split;

import dev.mlbox.core.judge.Tally.Trial;
import org.jspecify.annotations.Nullable;

/**
 * The coin that was tossed for a request: what the judge must know of it.
 *
 * @param canaryVersion who could have won; empty when nobody could
 * @param weight the probability that the canary won, 0 to 1
 * @param shadow whether nobody won: the canary got a copy
 */
public record Draw(String canaryVersion, double weight, boolean shadow) {
  private static final double EVEN = 0.5;

  /** No canary, or none whose weight is in force. */
  public static final Draw NONE = new Draw("", 0);

  /** One of the two gets the request. */
  public Draw(String canaryVersion, double weight) {
    this(canaryVersion, weight, false);
  }

  /** What the name of an answer tells of it; null when no two versions were drawn between. */
  public @Nullable Trial trial() {
    return canaryVersion.isEmpty() || shadow ? null : new Trial(canaryVersion, weight);
  }

  /** Both get the request, the canary a copy: of two equal arms each is as likely to fail it. */
  public static Draw ofCopy(String canaryVersion) {
    return new Draw(canaryVersion, EVEN, true);
  }
}
