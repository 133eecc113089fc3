package dev.mlbox.engine.report;

import dev.mlbox.core.data.DataFinding;
import dev.mlbox.core.gate.Candidacy;
import dev.mlbox.core.gate.Gate;
import dev.mlbox.core.gate.GateJudge;
import dev.mlbox.core.gate.GateParser;
import dev.mlbox.core.gate.GateReport;
import dev.mlbox.core.gate.GateRules;
import dev.mlbox.core.gate.Reference;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Judge;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.judge.RolloutJudge;
import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.measure.LiveMix;
import dev.mlbox.core.measure.LiveResult;
import dev.mlbox.core.measure.Slice;
import dev.mlbox.core.measure.Slicing;
import dev.mlbox.core.measure.Subject;
import dev.mlbox.core.measure.Task;
import dev.mlbox.core.measure.Truth;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.portrait.Portraits;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.core.run.Timeline;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reports as commands make them, of made-up rows that are always the same. */
final class ExampleReports {
  static final Instant BEGAN = Instant.parse("2026-03-01T10:15:30Z");
  private static final String[] ORIGINS = {"EWR", "JFK", "LGA", "a <b> & \"c\""};

  private static final List<Gate> ALWAYS =
      List.of(
          gate("roc_auc >= 0.65", 11),
          gate("accuracy >= baseline - 0.05", 12),
          gate("roc_auc >= baseline + 0.2", 13),
          gate("log_loss <= baseline + 0.0001", 14),
          gate("accuracy by origin >= baseline - 0.02", 15),
          gate("predict_ms_p99 <= 1.2 * baseline", 16));

  private ExampleReports() {}

  /** A canary with slow answers, after gates of every kind of verdict. */
  static RunReport reverted(int rows) {
    RunReport.Checked checked = checked(rows);
    RolloutEnd end = slow();
    return new RunReport(
        "deploy",
        Outcome.REVERTED,
        "5f3a2b1c0d was reverted, 0a1b2c3d4e serves everything: " + end.reason(),
        List.of(),
        Map.of("commit", "e376683629a525fe373b4c56d5729f71c6903968", "subject", "v5 | <fast>"),
        checked,
        new Release("5f3a2b1c0d", "sha256:" + "ab".repeat(32), "boxes/3aaa40c8ee", Map.of()),
        end,
        BEGAN,
        Duration.ofMillis(81_750),
        List.of());
  }

  /** Only trained. */
  static RunReport trained() {
    return new RunReport(
        "train",
        Outcome.SUCCEEDED,
        "model.onnx",
        List.of(),
        Map.of(),
        null,
        null,
        null,
        BEGAN,
        Duration.ofSeconds(3),
        List.of());
  }

  static RunReport.Checked checked(int rows) {
    return checked(rows, slicing(rows), null);
  }

  /**
   * The same of other slices by origin.
   *
   * @param requests how recent ones are cut by origin; null without
   */
  static RunReport.Checked checked(int rows, Slicing slicing, @Nullable Slicing requests) {
    long[] truth = new long[rows];
    double[] first = new double[rows];
    double[] second = new double[rows];
    SplittableRandom random = new SplittableRandom(1);
    for (int row = 0; row < rows; row++) {
      double share = random.nextDouble();
      truth[row] = random.nextDouble() < share ? 1 : 0;
      first[row] = clip(share + 0.3 * (random.nextDouble() - 0.5));
      second[row] = clip(share + 0.2 * (random.nextDouble() - 0.5));
    }
    Predictions candidate = scored(first);
    Predictions baseline = scored(second);
    Truth shared = Truth.of("late", new Column.Whole(truth), List.of(candidate, baseline), null);
    List<Slicing> slicings = List.of(slicing);
    Answers ours = Answers.of(shared, candidate, "candidate");
    Answers theirs = Answers.of(shared, baseline, "baseline");
    Evaluation measured = evaluation("candidate", ours, slicings);
    Evaluation before = evaluation("baseline", theirs, slicings);
    LiveMix mix = requests == null ? null : LiveMix.of(slicing, requests).orElseThrow();
    GateReport gates =
        judge(
            new Candidacy(
                measured, ours, new Reference.Answered(before, theirs, true), slicings, mix));
    return new RunReport.Checked(
        measured,
        before,
        "candidate and 0a1b2c3d4e (deployed)",
        gates,
        "can prove a margin of 1.2 points of accuracy",
        "these rows have judged 3 candidates",
        List.of(
            new DataFinding(
                DataFinding.Kind.LEAKAGE, true, "arrival <b> tells the target", List.of("row 7"))),
        mix == null
            ? null
            : new LiveResult(
                "live.csv",
                mix.by(),
                mix.requests(),
                mix.covered(),
                mix.measure(ours, List.of()),
                mix.measure(theirs, List.of()),
                mix.slices()),
        Portraits.of(ours, theirs, columns(rows)));
  }

  private static GateReport judge(Candidacy candidacy) {
    List<Gate> gates = new ArrayList<>(ALWAYS);
    if (candidacy.live() != null) {
      gates.add(gate("accuracy on live mix >= 0.6", 17));
      gates.add(gate("roc_auc on live mix >= baseline - 0.01", 18));
    }
    return GateJudge.judge(gates, candidacy, new GateRules(30, 1, 0));
  }

  private static Gate gate(String text, int line) {
    return GateParser.parse(text, "mlbox.yaml:" + line, List.of("origin")).gate().orElseThrow();
  }

  private static double clip(double share) {
    return Math.max(0.001, Math.min(0.999, share));
  }

  private static Predictions scored(double[] scores) {
    long[] classes = new long[scores.length];
    double[] all = new double[2 * scores.length];
    for (int row = 0; row < scores.length; row++) {
      classes[row] = scores[row] > 0.5 ? 1 : 0;
      all[2 * row] = 1 - scores[row];
      all[2 * row + 1] = scores[row];
    }
    return new Predictions(new Column.Whole(classes), List.of("0", "1"), all, 2);
  }

  private static Slicing slicing(int rows) {
    List<Slice> slices = new ArrayList<>();
    for (int origin = 0; origin < ORIGINS.length; origin++) {
      int place = origin;
      int[] some =
          IntStream.range(0, rows)
              .filter(row -> row % 40 == 39 ? place == 3 : row % 3 == place)
              .toArray();
      slices.add(new Slice("origin", ORIGINS[origin], some));
    }
    return new Slicing("origin", Slicing.Kind.COLUMN, slices);
  }

  private static Table columns(int rows) {
    String[] origins = new String[Math.min(rows, 100)];
    for (int row = 0; row < origins.length; row++) {
      origins[row] = ORIGINS[row % ORIGINS.length];
    }
    return new Table(Map.of("origin", new Column.Text(origins)), origins.length);
  }

  private static Evaluation evaluation(String model, Answers answers, List<Slicing> slicings) {
    Subject subject =
        new Subject(Digest.of(model), Digest.of("data"), answers.rows(), Task.BINARY, "1", 1);
    return Evaluation.of(subject, answers, slicings, Map.of("predict_ms_p99", 0.25), List.of());
  }

  private static RolloutEnd slow() {
    List<Criterion> criteria =
        List.of(
            Criterion.parse("errors > 1.5 * stable and > 0.5%"),
            Criterion.parse("slow > 2 * stable and > 2%"));
    Judge judge = new Judge(criteria, 0.01, 3);
    List<LiveBatch> log = new ArrayList<>();
    List<Timeline.Moment> moments = new ArrayList<>();
    moments.add(moment(0, "preparing", 0, log, judge));
    for (int second = 1; second <= 8; second++) {
      long slow = second < 4 ? 0 : 9;
      LiveBatch batch =
          new LiveBatch(
              second / 3, 0, 0.05, new ArmOutcome(190, 0, 190, 2), new ArmOutcome(10, 0, 10, slow));
      log = new ArrayList<>(LiveBatch.add(log, batch));
      moments.add(moment(second, "shifting", 0.05, log, judge));
    }
    Assessment last = judge.assess(log);
    moments.add(moment(9, "reverted", 0, log, judge));
    return new RolloutEnd(
        Outcome.REVERTED,
        last.reason(),
        "0a1b2c3d4e",
        last,
        log,
        List.of("</pre> & the end"),
        timeline(moments));
  }

  private static @Nullable Timeline timeline(List<Timeline.Moment> moments) {
    return new Timeline(
        List.of(new Weight(0.05), new Weight(0.25), new Weight(0.5)),
        0.01,
        false,
        RolloutJudge.Watch.NONE,
        moments);
  }

  private static Timeline.Moment moment(
      int second, String state, double weight, List<LiveBatch> log, Judge judge) {
    Assessment said = judge.assess(log);
    return new Timeline.Moment(
        BEGAN.plusSeconds(second),
        state,
        new Weight(weight),
        log.stream().mapToLong(batch -> batch.stable().requests()).sum(),
        log.stream().mapToLong(batch -> batch.canary().requests()).sum(),
        said.evidence().stream().map(each -> each.logWorse()).toList(),
        said.evidence().stream().map(each -> each.logNotWorse()).toList());
  }
}
