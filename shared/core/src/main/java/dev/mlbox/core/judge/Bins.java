package dev.mlbox.core.judge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Into which a model's answers are sorted, and how the canary's shares of them compared with the
 * stable version's on the same rows, before any live request.
 *
 * @param against the version that it was compared with
 * @param values that are a bin each, as boxes write them: classes, and frequent numbers
 * @param edges of the bins of all other numbers, rising; a bin more than these, and one for
 *     whatever is no number. Empty when answers are no numbers
 * @param expected one for each bin
 * @param differing the share of rows that both answer otherwise, its upper bound, 0 to 1; null when
 *     it is not known
 */
public record Bins(
    String against,
    List<String> values,
    List<Double> edges,
    List<Expected> expected,
    @Nullable Double differing) {

  public Bins {
    values = List.copyOf(values);
    edges = List.copyOf(edges);
    expected = List.copyOf(expected);
    if (expected.size() != values.size() + edges.size() + 1) {
      throw new IllegalArgumentException(
          "%d bins for %d values and %d edges"
              .formatted(expected.size(), values.size(), edges.size()));
    }
  }

  /** Of which nobody counted the rows that differ. */
  public Bins(String against, List<String> values, List<Double> edges, List<Expected> expected) {
    this(against, values, edges, expected, null);
  }

  /**
   * The canary's share of answers in a bin ÷ the stable version's.
   *
   * @param low what it is at least
   * @param high what it is at most; 0 where too few rows were in the bin to say
   */
  public record Expected(double low, double high) {
    /** Whether the bin can be judged. */
    public boolean known() {
      return high > 0;
    }
  }

  /** Bins of a canary if they are about the version which serves, else null. */
  public static @Nullable Bins about(String stableVersion, @Nullable Bins bins) {
    return bins == null || !bins.against().equals(stableVersion) ? null : bins;
  }

  public int count() {
    return expected.size();
  }

  /** The bin of an answer. */
  public int of(String answer) {
    int known = values.indexOf(answer);
    if (known >= 0 || edges.isEmpty()) {
      return known >= 0 ? known : values.size();
    }
    try {
      int place = Collections.binarySearch(edges, Double.valueOf(answer));
      return values.size() + (place >= 0 ? place : -place - 1);
    } catch (NumberFormatException e) {
      return values.size() + edges.size();
    }
  }

  /** In words, such as {@code late} or {@code 0.25 … 0.5}. */
  public String label(int bin) {
    if (bin < values.size()) {
      return values.get(bin);
    }
    if (edges.isEmpty()) {
      return "any other";
    }
    int part = bin - values.size();
    String from = part == 0 ? "" : digits(edges.get(part - 1)) + " ";
    String to = part == edges.size() ? "" : " " + digits(edges.get(part));
    return from + "…" + to;
  }

  /** What its batches are called in a log. */
  String signal(int bin) {
    Expected ratio = expected.get(bin);
    return new BinSignal(ratio.low(), ratio.high(), label(bin)).text();
  }

  /** The bins that can be judged. */
  List<Integer> known() {
    List<Integer> known = new ArrayList<>();
    for (int bin = 0; bin < count(); bin++) {
      if (expected.get(bin).known()) {
        known.add(bin);
      }
    }
    return known;
  }

  private static String digits(double number) {
    return String.format(Locale.ROOT, "%.4g", number)
        .replaceFirst("(\\.\\d*?)0+$", "$1")
        .replaceFirst("\\.$", "");
  }
}
