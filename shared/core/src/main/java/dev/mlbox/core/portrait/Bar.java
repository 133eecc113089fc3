package dev.mlbox.core.portrait;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One bar of the histogram of both models' predictions; the first and the last also hold what lies
 * outside.
 *
 * @param from lower edge
 * @param to upper edge
 * @param candidate its answers in there
 * @param baseline the baseline's; 0 without one
 */
public record Bar(double from, double to, long candidate, long baseline) {
  private static final int BARS = 25;
  private static final double TAIL = 0.002;

  /** Probabilities are shown between multiples of a tenth. */
  private static final double STEPS = 10;

  /** Scores of the positive class, probabilities of the predicted one, or predicted numbers. */
  static List<Bar> of(Answers candidate, @Nullable Answers baseline) {
    IntToDoubleFunction first = shown(candidate);
    IntToDoubleFunction second = baseline == null ? null : shown(baseline);
    if (first == null) {
      return List.of();
    }
    NumberCounts counts = new NumberCounts();
    add(counts, first, candidate.rows());
    add(counts, second, candidate.rows());
    double from = counts.quantile(TAIL);
    double to = counts.quantile(1 - TAIL);
    if (candidate.hasProbabilities()) {
      from = Math.floor(from * STEPS) / STEPS;
      to = Math.min(1, Math.ceil(to * STEPS) / STEPS);
    }
    long[] firsts = count(first, candidate.rows(), from, to);
    long[] seconds = count(second, candidate.rows(), from, to);
    List<Bar> bars = new ArrayList<>();
    double width = (to - from) / BARS;
    for (int bar = 0; bar < BARS && width > 0; bar++) {
      bars.add(new Bar(from + bar * width, from + (bar + 1) * width, firsts[bar], seconds[bar]));
    }
    return List.copyOf(bars);
  }

  private static @Nullable IntToDoubleFunction shown(Answers answers) {
    if (answers.task() == Task.REGRESSION) {
      return answers::number;
    } else if (answers.hasScores()) {
      double[] scores = answers.positiveScores();
      return row -> scores[row];
    }
    return answers.task().isOfClasses() && answers.hasProbabilities()
        ? row -> answers.probability(row, answers.code(row))
        : null;
  }

  private static void add(NumberCounts counts, @Nullable IntToDoubleFunction shown, int rows) {
    for (int row = 0; row < rows && shown != null; row++) {
      counts.add(shown.applyAsDouble(row));
    }
  }

  private static long[] count(
      @Nullable IntToDoubleFunction shown, int rows, double from, double to) {
    long[] counts = new long[BARS];
    for (int row = 0; row < rows && shown != null && to > from; row++) {
      double share = (shown.applyAsDouble(row) - from) / (to - from);
      counts[(int) Math.max(0, Math.min(BARS - 1, Math.floor(share * BARS)))]++;
    }
    return counts;
  }
}
