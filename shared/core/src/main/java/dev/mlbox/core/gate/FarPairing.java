package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Basis;
import dev.mlbox.core.measure.FarPart;
import dev.mlbox.core.measure.Kinds;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.measure.Proportion;
import dev.mlbox.core.stats.AreaDifference;
import dev.mlbox.core.stats.Bca;
import dev.mlbox.core.stats.Influence;
import dev.mlbox.core.stats.Moments;
import dev.mlbox.core.stats.PairedPlacements;
import dev.mlbox.core.stats.PairedProportions;
import java.util.Optional;

/**
 * Two models' answers to rows that are elsewhere, and the test that fits a metric of them: that of
 * {@link Pairing}, by sums. Each row counts once and by itself, and there are many of them.
 *
 * @param pairing of the answers
 * @param part what is known of the rows
 */
record FarPairing(Pairing pairing, FarPart part) {
  /** With more rows, what a few of them hide is less than any margin. */
  private static final int MOST_MEASURED = 1_000_000;

  PairedTest test(long seed) {
    Optional<PairedTest> proportions = pairing.slope() == 1 ? proportions() : Optional.empty();
    if (proportions.isPresent()) {
      return proportions.get();
    }
    return metric().name().equals("roc_auc") ? areas() : byInfluence(seed);
  }

  private Metric metric() {
    return pairing.metric();
  }

  private Optional<PairedTest> proportions() {
    if (!candidate().task().isOfClasses()) {
      return Optional.empty();
    }
    Kinds kinds = part.kinds();
    Optional<Proportion> first = metric().proportionOfKinds(kinds.candidate());
    Optional<Proportion> second = metric().proportionOfKinds(kinds.baseline());
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    long rows = 0;
    long onlyCandidate = 0;
    long onlyBaseline = 0;
    for (int kind = 0; kind < kinds.counts().length; kind++) {
      if (first.get().counts().test(kind)) {
        int count = kinds.counts()[kind];
        boolean right = first.get().right().test(kind);
        boolean rightBefore = second.get().right().test(kind);
        rows += count;
        onlyCandidate += right && !rightBefore ? count : 0;
        onlyBaseline += rightBefore && !right ? count : 0;
      }
    }
    PairedProportions pairs = new PairedProportions(rows, onlyCandidate, onlyBaseline);
    return Optional.of(new TangoTest(pairs, (double) rows / candidate().rows()));
  }

  private Answers candidate() {
    return pairing.candidate();
  }

  private PairedTest areas() {
    PairedPlacements placements = part.areas(metric());
    double slope = pairing.slope();
    double variance =
        slope == 1
            ? placements.differenceVariance()
            : placements.firstVariance()
                + slope * slope * placements.secondVariance()
                - 2 * slope * placements.covariance();
    Influence paired = new Influence(Math.max(0, variance), candidate().rows());
    if (pairing.hasNone(paired.standardError())) {
      return pairing.alike();
    }
    PairedTest test =
        AreaTest.isOfFew(pairing)
            ? new AreaTest(difference(placements), paired.variance() * paired.units())
            : new NormalTest(pairing.gain(), paired, "DeLong");
    return pairing.floored(test, differing() < Pairing.FEW_DISCORDANT);
  }

  private AreaDifference difference(PairedPlacements placements) {
    double errors = Math.sqrt(placements.firstVariance() * placements.secondVariance());
    double correlation = errors == 0 ? 0 : placements.covariance() / errors;
    return new AreaDifference(
        metric().value(candidate()),
        metric().value(pairing.baseline()),
        pairing.slope(),
        candidate().positives(),
        candidate().negatives(),
        Math.max(-1, Math.min(1, correlation)));
  }

  private PairedTest byInfluence(long seed) {
    Moments influence = part.moved(metric(), pairing.slope());
    if (pairing.hasNone(influence.standardError())) {
      return pairing.alike();
    }
    boolean scarce = differing() < Pairing.FEW_DISCORDANT;
    TailedTest tailed = new TailedTest(pairing.gain(), influence);
    boolean drawn = scarce && metric().basis() == Basis.CLASS;
    return pairing.floored(
        drawn ? new BootstrapTest(drawTable(seed), tailed.rowVariance()) : tailed, scarce);
  }

  private Drawing drawTable(long seed) {
    Kinds kinds = part.kinds();
    Answers first = kinds.candidate();
    Answers second = kinds.baseline();
    Bca drawn =
        Bca.ofTable(
            kinds.counts(), Bca.REPLICATES, seed, draw -> pairing.gain(first, second, draw));
    return Drawing.ofTable(drawn, seed, first, second, kinds.counts());
  }

  private long differing() {
    return switch (metric().basis()) {
      case SCORE, PROBABILITY ->
          candidate().rows() > MOST_MEASURED
              ? part.unlike()
              : part.notable(metric(), pairing.slope());
      case CLASS, NUMBER, WHOLE, RESOURCE, ORDER, GIVEN -> part.differing();
    };
  }
}
