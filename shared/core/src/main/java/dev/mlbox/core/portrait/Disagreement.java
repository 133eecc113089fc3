package dev.mlbox.core.portrait;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Task;
import dev.mlbox.core.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where two models answer the same rows differently.
 *
 * @param bothRight rows; all four counts are 0 for numbers
 * @param onlyCandidate rows that only the candidate answers right
 * @param onlyBaseline rows that only the baseline answers right
 * @param bothWrong rows
 * @param differing rows with another class, or another number
 * @param searched the examples are from this many rows, the first ones
 * @param examples those that the models are most at odds about, what only the baseline gets right
 *     first
 */
public record Disagreement(
    long bothRight,
    long onlyCandidate,
    long onlyBaseline,
    long bothWrong,
    long differing,
    long searched,
    List<Example> examples) {
  private static final int MOST_SEARCHED = 10_000;
  private static final int MOST_OF_A_KIND = 10;
  private static final int LONGEST_TEXT = 60;

  public Disagreement {
    examples = List.copyOf(examples);
  }

  /**
   * One row.
   *
   * @param row counted from 1
   * @param truth the right answer
   * @param candidate its answer, with the score of the positive class where there is one
   * @param baseline the baseline's
   * @param columns what the candidate was given, by name
   */
  public record Example(
      long row, String truth, String candidate, String baseline, Map<String, String> columns) {

    public Example {
      columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }
  }

  static Disagreement of(Answers candidate, Answers baseline, Table first) {
    boolean numbers = candidate.task() == Task.REGRESSION;
    long[] cells = new long[4];
    for (int row = 0; row < candidate.rows() && !numbers; row++) {
      cells[(candidate.isRight(row) ? 0 : 2) + (baseline.isRight(row) ? 0 : 1)]++;
    }
    int searched = Math.min(MOST_SEARCHED, candidate.rows());
    return new Disagreement(
        cells[0],
        cells[1],
        cells[2],
        cells[3],
        candidate.differingFrom(baseline),
        searched,
        new Search(candidate, baseline, first).among(searched));
  }

  /** The same with at most so many rows shown. */
  Disagreement showing(int most) {
    return new Disagreement(
        bothRight,
        onlyCandidate,
        onlyBaseline,
        bothWrong,
        differing,
        searched,
        examples.subList(0, Math.min(most, examples.size())));
  }

  /** Looks for the rows that the models are most at odds about. */
  private record Search(Answers candidate, Answers baseline, Table first) {

    List<Example> among(int searched) {
      List<Integer> losses = new ArrayList<>();
      List<Integer> others = new ArrayList<>();
      for (int row = 0; row < searched; row++) {
        if (differs(row)) {
          (isLoss(row) ? losses : others).add(row);
        }
      }
      List<Example> examples = new ArrayList<>();
      for (List<Integer> kind : List.of(losses, others)) {
        kind.stream()
            .sorted(Comparator.comparingDouble((Integer row) -> -distance(row)))
            .limit(MOST_OF_A_KIND)
            .forEach(row -> examples.add(example(row)));
      }
      return examples;
    }

    private boolean isNumber() {
      return candidate.task() == Task.REGRESSION;
    }

    private boolean differs(int row) {
      return isNumber()
          ? candidate.number(row) != baseline.number(row)
          : candidate.code(row) != baseline.code(row);
    }

    private boolean isLoss(int row) {
      return isNumber()
          ? error(candidate, row) > error(baseline, row)
          : baseline.isRight(row) && !candidate.isRight(row);
    }

    private static double error(Answers answers, int row) {
      return Math.abs(answers.truth().number(row) - answers.number(row));
    }

    private double distance(int row) {
      if (isNumber()) {
        return Math.abs(candidate.number(row) - baseline.number(row));
      }
      if (candidate.hasScores() && baseline.hasScores()) {
        return Math.abs(candidate.positiveScores()[row] - baseline.positiveScores()[row]);
      }
      return candidate.task().isOfClasses()
              && candidate.hasProbabilities()
              && baseline.hasProbabilities()
          ? candidate.probability(row, candidate.code(row))
              + baseline.probability(row, baseline.code(row))
          : 0;
    }

    private Example example(int row) {
      Map<String, String> columns = new LinkedHashMap<>();
      if (row < first.rows()) {
        first.columns().forEach((name, column) -> columns.put(name, brief(column.text(row))));
      }
      String truth =
          isNumber() ? number(candidate.truth().number(row)) : brief(candidate.truth().text(row));
      return new Example(row + 1L, truth, said(candidate, row), said(baseline, row), columns);
    }

    private String said(Answers answers, int row) {
      if (isNumber()) {
        return number(answers.number(row));
      }
      String text = brief(answers.text(row));
      if (answers.hasScores()) {
        return text + " (" + number(answers.positiveScores()[row]) + ")";
      }
      return answers.task().isOfClasses() && answers.hasProbabilities()
          ? text + " (" + number(answers.probability(row, answers.code(row))) + ")"
          : text;
    }

    private static String number(double value) {
      return String.format(java.util.Locale.ROOT, "%.4g", value);
    }

    private static String brief(String text) {
      return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }
  }
}
