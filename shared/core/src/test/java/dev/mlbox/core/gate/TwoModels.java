package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.measure.LiveMix;
import dev.mlbox.core.measure.Slicing;
import dev.mlbox.core.measure.Subject;
import dev.mlbox.core.measure.Truth;
import dev.mlbox.core.measure.Units;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A truth and what two models say of it, as a test wants them.
 *
 * @param truth a class or a number a row
 * @param candidate what one says
 * @param baseline what the other says
 * @param units which rows depend on each other
 * @param live the mix of requests; null without
 */
record TwoModels(
    Column truth,
    Predictions candidate,
    Predictions baseline,
    Units units,
    @Nullable LiveMix live) {
  private static final GateRules RULES = new GateRules(30, 1, 0);

  /** Classes, whose positive one is 1, and classes predicted of them. */
  static TwoModels classes(long[] truth, long[] candidate, long[] baseline) {
    return of(new Column.Whole(truth), new Column.Whole(candidate), new Column.Whole(baseline));
  }

  /** Classes, whose positive one is 1, and scores. */
  static TwoModels scores(long[] truth, double[] candidate, double[] baseline) {
    return of(new Column.Whole(truth), new Column.Real(candidate), new Column.Real(baseline));
  }

  static TwoModels numbers(double[] truth, double[] candidate, double[] baseline) {
    return of(new Column.Real(truth), new Column.Real(candidate), new Column.Real(baseline));
  }

  private static TwoModels of(Column truth, Column candidate, Column baseline) {
    return new TwoModels(
        truth, Predictions.of(candidate), Predictions.of(baseline), Units.ROWS, null);
  }

  TwoModels grouped(long... groups) {
    Units customers = Units.of("customer", new Column.Whole(groups));
    return new TwoModels(truth, candidate, baseline, customers, live);
  }

  TwoModels live(LiveMix mix) {
    return new TwoModels(truth, candidate, baseline, units, mix);
  }

  /** One gate judged. */
  Finding finding(String line, Slicing... slicings) {
    return finding(line, GatePolicy.USUAL, slicings);
  }

  Finding finding(String line, GatePolicy policy, Slicing... slicings) {
    Truth known = Truth.of("y", truth, List.of(candidate, baseline), null).in(units);
    Answers ours = Answers.of(known, candidate, "candidate");
    Answers theirs = Answers.of(known, baseline, "baseline");
    Candidacy candidacy =
        new Candidacy(
            evaluation("ours", ours),
            ours,
            new Reference.Answered(evaluation("theirs", theirs), theirs, true),
            List.of(slicings),
            live);
    List<String> names = Stream.of(slicings).map(Slicing::text).toList();
    Gate gate =
        GateParser.parse(line, "mlbox.yaml:8", names, policy, List.of()).gate().orElseThrow();
    return GateJudge.judge(List.of(gate), candidacy, RULES).findings().get(0);
  }

  private static Evaluation evaluation(String model, Answers answers) {
    return Evaluation.of(
        new Subject(Digest.of(model), Digest.of("rows"), answers.rows(), answers.task(), "1", 1),
        answers,
        List.of(),
        Map.of(),
        List.of());
  }

  /** The verdict alone. */
  Verdict verdict(String line) {
    return finding(line).verdict();
  }

  /** So many ones, then so many zeros. */
  static long[] ones(int ones, int zeros) {
    long[] values = new long[ones + zeros];
    Arrays.fill(values, 0, ones, 1);
    return values;
  }
}
