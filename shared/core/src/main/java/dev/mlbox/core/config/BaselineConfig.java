package dev.mlbox.core.config;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom a candidate is compared with, and where what is known of that one is kept.
 *
 * @param order the first that there is counts
 * @param storage where evaluations are kept, and which
 * @param place where it was set
 */
public record BaselineConfig(List<Choice> order, Storage storage, String place) {
  /** What is tried where nobody says otherwise. */
  static final List<Choice> USUAL =
      List.of(
          new Choice(Kind.DEPLOYED, ""),
          new Choice(Kind.MERGE_BASE, ""),
          new Choice(Kind.LATEST, ""));

  public BaselineConfig {
    order = List.copyOf(order);
  }

  /** The folder where evaluations are kept; null for the git repository or a bucket. */
  public @Nullable Stated folder() {
    return storage.folder();
  }

  /** {@code s3://BUCKET/PREFIX} where evaluations are kept; null for the others. */
  public @Nullable Stated bucket() {
    return storage.bucket();
  }

  /** How many evaluations are kept, of promoted and of checked versions each. */
  public int keep() {
    return storage.keep();
  }

  /**
   * Where evaluations are kept, and which.
   *
   * @param folder null for the git repository or a bucket
   * @param bucket {@code s3://BUCKET/PREFIX}; null for the others
   * @param keep how many stay
   * @param checked whether those of checks in the branch that others are merged into are kept, or
   *     those of promoted versions alone
   */
  public record Storage(
      @Nullable Stated folder, @Nullable Stated bucket, int keep, boolean checked) {}

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
