package dev.mlbox.core.gate;

import org.jspecify.annotations.Nullable;

/**
 * A slice of the live mix that has too few rows for how many of the requests are of it.
 *
 * @param by the column of the mix
 * @param slice its value
 * @param others how many other slices with as few rows are meant, too
 * @param share of the requests that are of them, in (0, 1]
 * @param rows how many there are; of a doubt about the mix itself, requests
 * @param needed about how many would tell; null where no number is known to
 * @param unit what is counted: rows, groups of a column, or requests
 */
public record Doubt(
    String by,
    String slice,
    int others,
    double share,
    long rows,
    @Nullable Long needed,
    String unit) {

  /** The unit of a doubt about the mix itself. */
  static final String REQUESTS = "requests";

  /** {@code 80 % of the requests are of plan pro, of which there is 1 row; about 45 would tell}. */
  public String words() {
    if (unit.equals(REQUESTS)) {
      String wanted = needed == null ? "more" : "about " + Figures.about(needed);
      return "%s requests alone tell the mix by %s; %s are needed"
          .formatted(Figures.count(rows), by, wanted);
    }
    String value = slice.isEmpty() ? "(empty)" : slice;
    String which =
        others == 0
            ? "%s %s".formatted(by, value)
            : "%s %s and %s like it".formatted(by, value, Figures.count(others));
    String there =
        rows == 0
            ? "there is no row"
            : rows == 1 ? "there is 1 row" : "there are %s rows".formatted(Figures.count(rows));
    String enough =
        needed == null
            ? "more of them are needed"
            : "about %s %s of it would tell".formatted(Figures.about(needed), unit);
    return "%s %% of the requests are of %s, of which %s; %s"
        .formatted(Figures.rough(100 * share), which, there, enough);
  }
}
