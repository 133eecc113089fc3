package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.measure.LiveMix;
import dev.mlbox.core.measure.RowWeights;
import dev.mlbox.core.measure.Slicing;
import dev.mlbox.core.measure.Subject;
import dev.mlbox.core.measure.Truth;
import dev.mlbox.core.measure.Units;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of class 1 that two models get right or wrong, as a test wants them. */
final class Rows {
  private final List<Long> candidate = new ArrayList<>();
  private final List<Long> baseline = new ArrayList<>();
  private Units units = Units.ROWS;
  private RowWeights weights = RowWeights.EVEN;
  private int looks = 1;
  private @Nullable LiveMix live;

  /** Adds rows: whether the candidate is right, whether the baseline is. */
  Rows add(int count, boolean right, boolean baselineRight) {
    for (int i = 0; i < count; i++) {
      candidate.add(right ? 1L : 0L);
      baseline.add(baselineRight ? 1L : 0L);
    }
    return this;
  }

  /** Each so many rows in a row belong together. */
  Rows inGroupsOf(int size) {
    long[] groups = new long[candidate.size()];
    for (int row = 0; row < groups.length; row++) {
      groups[row] = row / size;
    }
    units = Units.of("customer", new Column.Whole(groups));
    return this;
  }

  /** Rows that count so much. */
  Rows weighing(IntToDoubleFunction weight) {
    double[] each = IntStream.range(0, candidate.size()).mapToDouble(weight).toArray();
    weights = RowWeights.of("w", "mlbox.yaml:9", new Column.Real(each));
    return this;
  }

  Rows atLook(int look) {
    looks = look;
    return this;
  }

  /** Requests of so many rows of each slice. */
  Rows live(LiveMix mix) {
    live = mix;
    return this;
  }

  Candidacy candidacy(Slicing... slicings) {
    Column truth = column(candidate.stream().map(any -> 1L).toList());
    Predictions first = Predictions.of(column(candidate));
    Predictions second = Predictions.of(column(baseline));
    Truth known = Truth.of("late", truth, List.of(first, second), "1").in(units).weighted(weights);
    Answers ours = Answers.of(known, first, "candidate");
    Answers theirs = Answers.of(known, second, "baseline");
    return new Candidacy(
        evaluation("ours", ours),
        ours,
        new Reference.Answered(evaluation("theirs", theirs), theirs, true),
        List.of(slicings),
        live);
  }

  private Evaluation evaluation(String model, Answers answers) {
    return Evaluation.of(
        new Subject(
            Digest.of(model), Digest.of("rows"), answers.rows(), answers.task(), "1", looks),
        answers,
        List.of(),
        Map.of(),
        List.of());
  }

  private static Column column(List<Long> values) {
    return new Column.Whole(values.stream().mapToLong(Long::longValue).toArray());
  }

  /** One gate judged. */
  Finding finding(String line, GatePolicy policy, GateRules rules, Slicing... slicings) {
    List<String> names = List.of(slicings).stream().map(Slicing::text).toList();
    Gate gate =
        GateParser.parse(line, "mlbox.yaml:8", names, policy, List.of()).gate().orElseThrow();
    return GateJudge.judge(List.of(gate), candidacy(slicings), rules).findings().get(0);
  }
}
