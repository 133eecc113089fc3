package dev.mlbox.core.config;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom a candidate is compared with, and where what is known of that one is kept.
 *
 * @param order the first that there is counts
 * @param folder where evaluations are kept; null for the git repository or a bucket
 * @param bucket {@code s3://BUCKET/PREFIX} where they are kept; null for the others
 * @param keep how many evaluations are kept
 * @param place where it was set
 */
public record BaselineConfig(
    List<Choice> order, @Nullable Stated folder, @Nullable Stated bucket, int keep, String place) {
  /** What is tried where nobody says otherwise. */
  static final List<Choice> USUAL =
      List.of(
          new Choice(Kind.DEPLOYED, ""),
          new Choice(Kind.MERGE_BASE, ""),
          new Choice(Kind.LATEST, ""));

  public BaselineConfig {
    order = List.copyOf(order);
  }

  /** A way to name a baseline. */
  public enum Kind {
    DEPLOYED,
    MERGE_BASE,
    LATEST,
    BEST,
    TAG,
    FILE
  }

  /**
   * One candidate for the baseline.
   *
   * @param kind how it is named
   * @param name of a tag or a file; else empty
   */
  public record Choice(Kind kind, String name) {

    /** {@code deployed}, {@code merge-base}, {@code latest}, {@code best}, {@code tag:…} … */
    static Choice parse(String text) {
      int colon = text.indexOf(':');
      String word = colon < 0 ? text : text.substring(0, colon);
      Kind kind = Kind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
      return new Choice(kind, colon < 0 ? "" : text.substring(colon + 1));
    }

    @Override
    public String toString() {
      String word = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
      return name.isEmpty() ? word : word + ":" + Shown.of(name);
    }
  }
}
