package dev.mlbox.core.gate;

import dev.mlbox.core.gate.Requirement.AgainstBaseline;
import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Direction;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.stats.Holm;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.SampleSize;
import dev.mlbox.core.stats.UndefinedStatisticException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges a claim about a candidate and its baseline by rows that both have answered: paired
 * non-inferiority, with Holm's correction over slices for FAIL and the intersection of all slices
 * for PASS, which needs none.
 */
final class PairedJudge {
  /** More rows than this are as good as none. */
  static final double MOST_ROWS = 1e9;

  private final Metric metric;
  private final boolean strict;
  private final AgainstBaseline requirement;
  private final GateRules rules;

  PairedJudge(Gate gate, AgainstBaseline requirement, GateRules rules) {
    this.metric = gate.metric();
    this.strict = gate.policy().strict();
    this.requirement = requirement;
    this.rules = rules;
  }

  /** What is known of one cut before all cuts are judged together; no test when it can't be. */
  private record Claim(Part part, @Nullable PairedTest test, double margin) {}

  /**
   * A part for each cut, in their order.
   *
   * @param sameModel whether candidate and baseline are one model, so that chance has no part in it
   */
  List<Part> judge(List<Cut> cuts, boolean sameModel) {
    List<Claim> claims = cuts.stream().map(cut -> claim(cut, sameModel)).toList();
    List<Claim> tested = claims.stream().filter(claim -> claim.test() != null).toList();
    boolean[] fails = failing(tested);
    List<Part> parts = new ArrayList<>();
    int next = 0;
    for (Claim claim : claims) {
      PairedTest test = claim.test();
      parts.add(test == null ? claim.part() : judged(claim, test, fails[next++]));
    }
    return parts;
  }

  private Claim claim(Cut cut, boolean sameModel) {
    Answers baseline = cut.baseline();
    if (cut.isSlice() && cut.rows() < rules.minRows()) {
      return new Claim(Part.tooSmall(cut.name(), cut.rows()), null, 0);
    }
    if (baseline == null) {
      return impossible(cut, "the baseline has no answers");
    }
    Optional<String> obstacle =
        metric
            .comparisonObstacle(cut.candidate())
            .or(() -> metric.comparisonObstacle(baseline).map("of the baseline: "::concat));
    if (obstacle.isPresent()) {
      return impossible(cut, obstacle.get());
    }
    double value = metric.value(baseline);
    String senseless = requirement.obstacle(value);
    if (senseless != null) {
      return impossible(cut, senseless);
    }
    try {
      return claim(cut, baseline, value, sameModel);
    } catch (UndefinedStatisticException undefined) {
      return impossible(
          cut, "a class has too few rows to draw from (%s)".formatted(undefined.getMessage()));
    }
  }

  /** Of a cut that has values. */
  private Claim claim(Cut cut, Answers baseline, double value, boolean same) {
    double slope = requirement.slopeFor(value);
    PairedTest test =
        same && slope == 1
            ? new SameModelTest()
            : test(cut, new Pairing(metric, cut.candidate(), baseline, slope));
    Comparison plain =
        new Comparison(
            cut.measure(metric, cut.candidate()),
            cut.measure(metric, baseline),
            requirement.boundFor(value),
            null,
            null);
    Part part = new Part(cut.name(), cut.rows(), null, plain, null);
    return new Claim(part, test, metric.direction().gain(-requirement.restOffset()));
  }

  private PairedTest test(Cut cut, Pairing pairing) {
    return cut.mix() == null ? pairing.test(rules.seed()) : pairing.live(cut.mix());
  }

  private static Claim impossible(Cut cut, String reason) {
    return new Claim(Part.error(cut.name(), cut.rows(), reason), null, 0);
  }

  private boolean[] failing(List<Claim> tested) {
    double[] overMargin = new double[tested.size()];
    double[] overNothing = new double[tested.size()];
    for (int i = 0; i < overMargin.length; i++) {
      PairedTest test = Objects.requireNonNull(tested.get(i).test());
      overMargin[i] = test.pWorse(tested.get(i).margin());
      overNothing[i] = strict ? test.pWorse(0) : 1;
    }
    double[] margins = Holm.adjust(overMargin);
    double[] strictly = Holm.adjust(overNothing);
    boolean[] fails = new boolean[overMargin.length];
    for (int i = 0; i < fails.length; i++) {
      fails[i] = margins[i] < rules.alpha() || strictly[i] < rules.alpha();
    }
    return fails;
  }

  private Part judged(Claim claim, PairedTest test, boolean fails) {
    Interval bounds = test.interval(1 - 2 * rules.alpha());
    Verdict verdict =
        fails
            ? Verdict.FAIL
            : bounds.lower() >= -claim.margin() ? Verdict.PASS : Verdict.INCONCLUSIVE;
    Direction direction = metric.direction();
    Counted counted = test.counted(claim.part().rows());
    Difference difference =
        new Difference(
            direction.gain(test.gain()),
            raw(test.interval(Metric.CONFIDENCE)),
            raw(bounds),
            claim.margin(),
            test.method(),
            verdict == Verdict.INCONCLUSIVE ? rowsNeeded(claim, test) : null,
            counted.groupsOf(),
            counted.unseen(),
            proof(test, claim));
    Comparison plain = Objects.requireNonNull(claim.part().comparison());
    Doubt doubt = verdict == Verdict.INCONCLUSIVE ? doubt(claim, test) : null;
    Comparison comparison = plain.with(difference, doubt);
    return new Part(claim.part().name(), claim.part().rows(), verdict, comparison, null);
  }

  /** What most of all leaves a gain on the live mix open; null of other gains. */
  private @Nullable Doubt doubt(Claim claim, PairedTest test) {
    PairedTest first = test instanceof WiderTest both ? both.first() : test;
    if (!(first instanceof LiveTest live)) {
      return null;
    }
    double distance = live.gain() + claim.margin();
    double sure = SampleSize.share(rules.alpha(), PairedTest.POWER) * Math.abs(distance);
    String column = live.counted().groupsOf();
    String unit = column == null ? "rows" : "groups of " + column;
    return new Doubts(live.spread(), unit, 1 - 2 * rules.alpha(), Double.POSITIVE_INFINITY)
        .most(live.spread().cells(), sure, distance >= 0);
  }

  private Proof proof(PairedTest test, Claim claim) {
    double margin = claim.margin();
    boolean whole = claim.part().name().isEmpty();
    return new Proof(
        rules.alpha(),
        strict,
        test.pWorse(margin),
        test.pWorse(0),
        test.statistics(),
        test.draws(margin, 1 - 2 * rules.alpha(), whole).orElse(null));
  }

  /** The interval of the gain, turned back into the metric's own direction. */
  private Interval raw(Interval gain) {
    return metric.direction() == Direction.HIGHER
        ? gain
        : new Interval(-gain.upper(), -gain.lower());
  }

  /** If the true difference is the one seen, or none where a gain was seen but not needed. */
  private @Nullable Long rowsNeeded(Claim claim, PairedTest test) {
    double gain = claim.margin() > 0 ? Math.min(0, test.gain()) : test.gain();
    double distance = Math.abs(gain + claim.margin());
    if (distance * MOST_ROWS < 1) {
      return null;
    }
    long present = test.counted(claim.part().rows()).number();
    double rows = Math.max(present + 1.0, test.rowsNeeded(distance, rules.alpha()));
    return rows > MOST_ROWS ? null : (long) rows;
  }
}
