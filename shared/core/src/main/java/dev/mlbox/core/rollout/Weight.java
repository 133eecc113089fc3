package dev.mlbox.core.rollout;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * The share of requests that goes to the canary.
 *
 * @param share a probability, 0 to 1
 */
public record Weight(double share) implements Comparable<Weight> {

  public static final Weight ZERO = new Weight(0);
  public static final Weight ALL = new Weight(1);

  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?) ?%");

  public Weight {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a weight is 0% to 100%, not: " + share * 100 + "%");
    }
  }

  /**
   * Reads a percentage.
   *
   * @param text such as {@code 5%} or {@code 0.5%}
   * @throws IllegalArgumentException when it is none, or above 100%
   */
  public static Weight parse(String text) {
    var matcher = PERCENT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a weight is a percentage such as 5%, not: " + text);
    }
    return new Weight(new BigDecimal(matcher.group(1)).movePointLeft(2).doubleValue());
  }

  public boolean isZero() {
    return share == 0;
  }

  @Override
  public int compareTo(Weight other) {
    return Double.compare(share, other.share);
  }

  @Override
  public String toString() {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
  }
}
