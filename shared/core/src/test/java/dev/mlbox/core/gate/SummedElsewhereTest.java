package dev.mlbox.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.CutSums;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.measure.FarPart;
import dev.mlbox.core.measure.Frame;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.measure.Metrics;
import dev.mlbox.core.measure.PairDemand;
import dev.mlbox.core.measure.PairSums;
import dev.mlbox.core.measure.Rankings;
import dev.mlbox.core.measure.Slice;
import dev.mlbox.core.measure.SliceResult;
import dev.mlbox.core.measure.Slicing;
import dev.mlbox.core.measure.Subject;
import dev.mlbox.core.measure.Truth;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that several have and sum up, against all of them in one place. */
class SummedElsewhereTest {
  private static final int ROWS = 20_000;
  private static final int PARTS = 3;
  private static final List<String> COUNTED = List.of("accuracy", "recall", "roc_auc");

  private final Random random = new Random(11);

  private record Case(Column target, List<Predictions> said, List<Metric> metrics) {}

  private Case classes(int classes) {
    long[] truth = new long[ROWS];
    List<Predictions> said = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      truth[row] = random.nextInt(classes);
    }
    for (int model = 0; model < 2; model++) {
      long[] answers = new long[ROWS];
      double[] probabilities = new double[ROWS * classes];
      for (int row = 0; row < ROWS; row++) {
        double sum = 0;
        for (int code = 0; code < classes; code++) {
          double share = 1 + random.nextInt(50) + (code == truth[row] ? 25 - model : 0);
          probabilities[row * classes + code] = share;
          sum += share;
        }
        int best = 0;
        for (int code = 0; code < classes; code++) {
          probabilities[row * classes + code] /= sum;
          best =
              probabilities[row * classes + code] > probabilities[row * classes + best]
                  ? code
                  : best;
        }
        answers[row] = best;
      }
      List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
      said.add(new Predictions(new Column.Whole(answers), names, probabilities, classes));
    }
    Stream<String> more = Stream.of("cohen_kappa", classes == 2 ? "jaccard" : "f1_macro");
    return new Case(new Column.Whole(truth), said, metrics(truthOf(truth, said), more));
  }

  private Case numbers() {
    double[] truth = random.doubles(ROWS, 10, 20).toArray();
    List<Predictions> said = new ArrayList<>();
    for (int model = 0; model < 2; model++) {
      double[] answers = new double[ROWS];
      for (int row = 0; row < ROWS; row++) {
        answers[row] = truth[row] + (1 + 0.02 * model) * random.nextGaussian();
      }
      said.add(Predictions.of(new Column.Real(answers)));
    }
    Column target = new Column.Real(truth);
    Truth known = Truth.of("y", target, said, null);
    Stream<String> more = Stream.of("mean_squared_error", "pinball_loss@0.9");
    return new Case(target, said, metrics(known, more));
  }

  private static Truth truthOf(long[] truth, List<Predictions> said) {
    return Truth.of("y", new Column.Whole(truth), said, null);
  }

  private static List<Metric> metrics(Truth truth, Stream<String> more) {
    return Stream.concat(
            Metrics.usual(truth.task()).stream(),
            more.map(name -> Metrics.named(name).orElseThrow()))
        .filter(metric -> metric.isSummed(truth.task()))
        .toList();
  }

  /** What several have, some rows each. */
  private final class Elsewhere implements FarPart.Rows {
    private final Frame frame;
    private final List<List<Answers>> batches = new ArrayList<>();
    private final List<int[]> parts = new ArrayList<>();
    private final List<Integer> firsts = new ArrayList<>();
    private final Rankings rankings;
    private final CutSums sums;
    private final List<Slice> slices;

    Elsewhere(Case of, Frame frame, int[] part, int shares, List<Slice> slices) {
      this.frame = frame;
      this.slices = slices;
      int from = 0;
      for (int i = 1; i <= shares; i++) {
        int to = i == shares ? ROWS : (int) (ROWS * Math.pow((double) i / shares, 1.5));
        int[] some = IntStream.range(from, to).toArray();
        batches.add(
            frame.answers(
                at(of.target(), some), of.said().stream().map(p -> at(p, some)).toList()));
        parts.add(IntStream.of(some).map(row -> part[row]).toArray());
        firsts.add(from);
        from = to;
      }
      this.rankings = new Rankings(counted().scores());
      this.sums = counted().ranked();
    }

    private CutSums counted() {
      List<CutSums> each = new ArrayList<>();
      for (int i = 0; i < batches.size(); i++) {
        CutSums some = new CutSums(frame, PARTS);
        some.add(batches.get(i), parts.get(i), firsts.get(i));
        each.add(some.settled());
      }
      Collections.shuffle(each, random);
      return each.stream().reduce(CutSums::add).orElseThrow();
    }

    @Override
    public PairSums pairs(CutSums of, PairDemand demand) {
      List<PairSums> each = new ArrayList<>();
      for (int i = 0; i < batches.size(); i++) {
        PairSums some = new PairSums(PARTS);
        if (demand.isOfAreas()) {
          some.add(demand, batches.get(i), parts.get(i), rankings);
        } else {
          some.add(demand, batches.get(i), parts.get(i));
        }
        each.add(some);
      }
      Collections.shuffle(each, random);
      return each.stream().reduce(PairSums::add).orElseThrow();
    }

    @Override
    public Answers of(Slice slice, int model) {
      return new FarPart(sums, slices.indexOf(slice), model, this).answers();
    }
  }

  private static Column at(Column column, int[] rows) {
    return column.slice(rows[0], rows[rows.length - 1] + 1);
  }

  private static Predictions at(Predictions said, int[] rows) {
    int width = said.width();
    double[] some =
        java.util.Arrays.copyOfRange(
            said.probabilities(), rows[0] * width, (rows[rows.length - 1] + 1) * width);
    return new Predictions(at(said.values(), rows), said.classes(), some, width);
  }

  @ParameterizedTest
  @CsvSource({"two, 1", "two, 4", "two, 9", "three, 4", "numbers, 1", "numbers, 7"})
  void saysWhatAllRowsInOnePlaceSay(String kind, int shares) {
    Case of = kind.equals("numbers") ? numbers() : classes(kind.equals("two") ? 2 : 3);
    Truth truth = Truth.of("y", of.target(), of.said(), null);
    int[] part = random.ints(ROWS, 0, PARTS).toArray();
    List<Slice> slices =
        IntStream.range(0, PARTS)
            .mapToObj(
                i ->
                    new Slice(
                        "part",
                        "p" + i,
                        IntStream.range(0, ROWS).filter(row -> part[row] == i).toArray()))
            .toList();
    List<Slicing> slicing = List.of(new Slicing("part", Slicing.Kind.COLUMN, slices));
    List<Answers> here =
        List.of(
            Answers.of(truth, of.said().get(0), "candidate"),
            Answers.of(truth, of.said().get(1), "baseline"));
    boolean scored = !kind.equals("numbers");
    Frame.Said said = new Frame.Said(scored, scored);
    Frame frame = Frame.of(truth, of.metrics(), List.of(said, said), here);
    Elsewhere there = new Elsewhere(of, frame, part, shares, slices);

    Digest none = new Digest("0".repeat(64));
    Subject subject = new Subject(none, none, ROWS, truth.task(), null, 1);
    List<Answers> far = slices.stream().map(slice -> there.of(slice, 0)).toList();
    List<SliceResult> found =
        Evaluation.far(subject, far.get(0), slicing, far, Map.of(), of.metrics()).slices();
    List<SliceResult> expected =
        Evaluation.of(subject, here.get(0), slicing, Map.of(), of.metrics()).slices();
    for (int i = 0; i < PARTS; i++) {
      for (Metric metric : of.metrics()) {
        assertThat(found.get(i).metrics().get(metric.name()))
            .as(metric.name())
            .isEqualTo(expected.get(i).metrics().get(metric.name()));
      }
      tellsModelsApartAlike(of, slices.get(i), here, there);
    }
  }

  @Test
  void aModelThatGivesNoProbabilitiesIsUnlikeOneThatDoes() {
    Case of = classes(2);
    Predictions scored = of.said().get(0);
    List<Predictions> said = List.of(scored, Predictions.of(scored.values()));
    Truth truth = Truth.of("y", of.target(), said, null);
    List<Answers> here = said.stream().map(each -> Answers.of(truth, each, "model")).toList();
    List<Frame.Said> says = List.of(new Frame.Said(true, true), new Frame.Said(false, false));
    Frame frame = Frame.of(truth, of.metrics(), says, here);
    List<Slice> slices = List.of(new Slice("part", "all", new int[0]));
    Case both = new Case(of.target(), said, of.metrics());
    Elsewhere there = new Elsewhere(both, frame, new int[ROWS], 4, slices);

    FarPart part = there.of(slices.get(0), 0).far().orElseThrow();
    assertThat(part.unlike()).isEqualTo(ROWS);
    assertThat(part.differing()).isZero();
  }

  private static void tellsModelsApartAlike(
      Case of, Slice slice, List<Answers> here, Elsewhere there) {
    for (Metric metric : of.metrics()) {
      Answers first = here.get(0).at(slice.rows());
      Answers second = here.get(1).at(slice.rows());
      if (!metric.isPairedBySums(first.task()) || metric.comparisonObstacle(first).isPresent()) {
        continue;
      }
      PairedTest expected = new Pairing(metric, first, second, 1).test(3);
      PairedTest found = new Pairing(metric, there.of(slice, 0), there.of(slice, 1), 1).test(3);
      double off = COUNTED.contains(metric.name()) ? 0 : 1e-9;
      assertThat(found.method()).as(metric.name()).isEqualTo(expected.method());
      assertThat(found.gain()).as(metric.name()).isCloseTo(expected.gain(), within(off * 1e-3));
      assertThat(found.pWorse(0.01))
          .as(metric.name())
          .isCloseTo(expected.pWorse(0.01), within(off));
      assertThat(found.interval(0.9).lower())
          .as(metric.name())
          .isCloseTo(expected.interval(0.9).lower(), within(off));
      assertThat(found.statistics().keySet()).isEqualTo(expected.statistics().keySet());
    }
  }
}
