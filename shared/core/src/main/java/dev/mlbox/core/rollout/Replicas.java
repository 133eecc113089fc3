package dev.mlbox.core.rollout;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many boxes a version has: a number, or a range within which an autoscaler chooses.
 *
 * @param least at least 1
 * @param most at least as many
 */
public record Replicas(int least, int most) {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?: ?\\.\\. ?(\\d{1,4}))?");

  public Replicas {
    if (least < 1) {
      throw new IllegalArgumentException("replicas are 1 or more, not: " + least);
    }
    if (most < least) {
      throw new IllegalArgumentException(
          "replicas rise from the least to the most: %d comes after %d".formatted(most, least));
    }
  }

  /** Always the same number. */
  public static Replicas fixed(int number) {
    return new Replicas(number, number);
  }

  /**
   * Reads {@code 3} or {@code 2..10}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Replicas parse(String text) {
    Matcher matcher = RANGE.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "replicas are a number or a range such as 2..10, not: " + text);
    }
    int least = Integer.parseInt(matcher.group(1));
    String most = matcher.group(2);
    return new Replicas(least, most == null ? least : Integer.parseInt(most));
  }

  public boolean isRange() {
    return most > least;
  }

  /**
   * How many boxes answer a share of what others answer now, each as busy as those are.
   *
   * @param share of the requests; all of them take at least {@link #least}
   * @param others how many boxes answer all of them now; may be more than {@link #most}
   */
  public int forShare(Weight share, int others) {
    int needed = (int) Math.ceil(share.share() * others - 1e-9);
    return Math.max(share.equals(Weight.ALL) ? least : 1, needed);
  }

  @Override
  public String toString() {
    return isRange() ? least + ".." + most : String.valueOf(least);
  }
}
