package dev.mlbox.serving.split;

/**
 * The coin that was tossed for a request: what the judge must know of it.
 *
 * @param canaryVersion who could have won; empty when nobody could
 * @param weight the probability that the canary won, 0 to 1
 */
public record Draw(String canaryVersion, double weight) {

  /** No canary, or none whose weight is in force. */
  public static final Draw NONE = new Draw("", 0);
}
