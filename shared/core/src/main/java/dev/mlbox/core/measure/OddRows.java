package dev.mlbox.core.measure;

import dev.mlbox.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/** Rows with a value that is no answer: how many, and the first few in words. */
public final class OddRows {
  private static final int MOST_SHOWN = 3;

  private final List<Long> rows = new ArrayList<>();
  private final List<String> values = new ArrayList<>();
  private long count;
  private boolean finite = true;

  /**
   * One more.
   *
   * @param row counted from 0
   */
  public void add(long row, double value) {
    count++;
    finite &= Double.isFinite(value);
    if (rows.size() < MOST_SHOWN) {
      rows.add(row);
      values.add(Double.toString(value));
    }
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** Whether each of them is a number, though not one that is wanted. */
  public boolean areFinite() {
    return finite;
  }

  /**
   * What is wrong, with examples.
   *
   * @param what is no answer, such as {@code the candidate's score}
   * @param all how many rows there are
   * @param naming what a row, counted from 0, is called, such as {@code row 7 (id f0007)}
   */
  public Problem problem(String what, long all, LongFunction<String> naming) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      shown.add("%s in %s".formatted(values.get(i), naming.apply(rows.get(i))));
    }
    String more =
        count > shown.size()
            ? String.format(Locale.ROOT, " and %,d more", count - shown.size())
            : "";
    return Problem.of(
        String.format(
            Locale.ROOT,
            "%s in %,d of %,d rows: %s%s",
            what,
            count,
            all,
            String.join(", ", shown),
            more));
  }
}
