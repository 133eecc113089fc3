package dev.mlbox.core.measure;

import dev.mlbox.core.stats.CountedScores;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a model's answers are distributed: the bins that live answers are later compared with.
 *
 * @param bins classes, or ranges of numbers in ascending order
 */
public record Histogram(List<Bin> bins) implements Serializable {
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
  public record Bin(@Nullable String label, double lower, double upper, long rows)
      implements Serializable {}

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

  /** Of the numbers of a regression. */
  static Histogram of(CountedScores numbers) {
    return new Histogram(ranges(numbers));
  }

  /** Of classes that rows elsewhere are called. */
  static Histogram ofCalled(Answers far) {
    List<Bin> bins = new ArrayList<>();
    for (int code = 0; code < far.truth().classes().size(); code++) {
      bins.add(new Bin(far.truth().classes().get(code), 0, 0, far.rowsCalled(code)));
    }
    return new Histogram(bins);
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
    CountedScores numbers = new CountedScores();
    for (int row = 0; row < rows; row++) {
      numbers.add(number.applyAsDouble(row));
    }
    return ranges(numbers.settled());
  }

  private static List<Bin> ranges(CountedScores numbers) {
    int rows = numbers.rows();
    List<Bin> bins = new ArrayList<>();
    long perRange = Math.max(1, (rows + RANGES - 1) / RANGES);
    int from = 0;
    long held = 0;
    for (int next = 0; next < numbers.size(); next++) {
      int equal = numbers.times(next);
      boolean own = equal > OWN_BIN * rows && equal > 1;
      if (held > 0 && (own || held >= perRange)) {
        bins.add(bin(numbers, from, next, held));
        held = 0;
      }
      if (own) {
        bins.add(bin(numbers, next, next + 1, equal));
      } else {
        from = held == 0 ? next : from;
        held += equal;
      }
    }
    if (held > 0) {
      bins.add(bin(numbers, from, numbers.size(), held));
    }
    return bins;
  }

  private static Bin bin(CountedScores numbers, int from, int to, long rows) {
    return new Bin(null, numbers.scoreAt(from), numbers.scoreAt(to - 1), rows);
  }
}
