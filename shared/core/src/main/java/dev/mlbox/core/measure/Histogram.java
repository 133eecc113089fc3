package dev.mlbox.core.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a model's answers are distributed: the bins that live answers are later compared with.
 *
 * @param bins classes, or ranges of numbers in ascending order
 */
public record Histogram(List<Bin> bins) {
  private static final int RANGES = 10;

  /** A number that takes more than this share of the rows has a bin of its own. */
  private static final double OWN_BIN = 0.02;

  public Histogram {
    bins = List.copyOf(bins);
  }

  /**
   * A class, or a range of numbers.
   *
   * @param label the class; null for a range
   * @param lower the smallest answer in it; 0 for a class
   * @param upper the largest answer in it; 0 for a class
   * @param rows answers in it
   */
  public record Bin(@Nullable String label, double lower, double upper, long rows) {}

  /**
   * Classes, labels, or deciles of the numbers that have no bin of their own; of texts their
   * lengths.
   */
  public static Histogram of(Answers answers) {
    return new Histogram(
        switch (answers.task()) {
          case REGRESSION -> ranges(answers.rows(), answers::number);
          case TEXT -> ranges(answers.rows(), row -> answers.text(row).length());
          case BINARY, MULTICLASS -> classes(answers);
          case MULTILABEL -> labels(answers);
        });
  }

  private static List<Bin> classes(Answers answers) {
    List<String> names = answers.truth().classes();
    long[] rows = new long[names.size()];
    for (int row = 0; row < answers.rows(); row++) {
      rows[answers.code(row)]++;
    }
    List<Bin> bins = new ArrayList<>();
    for (int code = 0; code < rows.length; code++) {
      bins.add(new Bin(names.get(code), 0, 0, rows[code]));
    }
    return bins;
  }

  private static List<Bin> labels(Answers answers) {
    LabelSets sets = answers.truth().sets();
    long[] rows = new long[sets.labels().size()];
    for (int row = 0; row < answers.rows(); row++) {
      for (int label : sets.members().get(answers.code(row))) {
        rows[label]++;
      }
    }
    List<Bin> bins = new ArrayList<>();
    for (int label = 0; label < rows.length; label++) {
      bins.add(new Bin(sets.labels().get(label), 0, 0, rows[label]));
    }
    return bins;
  }

  private static List<Bin> ranges(int rows, IntToDoubleFunction number) {
    double[] sorted = new double[rows];
    for (int row = 0; row < sorted.length; row++) {
      sorted[row] = number.applyAsDouble(row);
    }
    Arrays.sort(sorted);
    List<Bin> bins = new ArrayList<>();
    long perRange = Math.max(1, (sorted.length + RANGES - 1) / RANGES);
    int from = 0;
    int to;
    for (int next = 0; next < sorted.length; next = to) {
      to = next + 1;
      while (to < sorted.length && sorted[to] == sorted[next]) {
        to++;
      }
      boolean own = to - next > OWN_BIN * sorted.length && to - next > 1;
      if (own || next - from >= perRange) {
        close(bins, sorted, from, next);
        from = next;
      }
      if (own) {
        close(bins, sorted, next, to);
        from = to;
      }
    }
    close(bins, sorted, from, sorted.length);
    return bins;
  }

  private static void close(List<Bin> bins, double[] sorted, int from, int to) {
    if (from < to) {
      bins.add(new Bin(null, sorted[from], sorted[to - 1], to - from));
    }
  }
}
