package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Basis;
import dev.mlbox.core.measure.FarPart;
import dev.mlbox.core.measure.LiveMix;
import dev.mlbox.core.measure.LiveSpread;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.measure.Proportion;
import dev.mlbox.core.measure.Units;
import dev.mlbox.core.stats.Bca;
import dev.mlbox.core.stats.DeLong;
import dev.mlbox.core.stats.GroupedInfluence;
import dev.mlbox.core.stats.Influence;
import dev.mlbox.core.stats.Moments;
import dev.mlbox.core.stats.PairedProportions;
import dev.mlbox.core.stats.RuleOfThree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Two models' answers to the same rows, and the test that fits a metric of them.
 *
 * @param metric what is compared
 * @param candidate its answers
 * @param baseline the other's
 * @param slope what the baseline's value is multiplied by
 */
record Pairing(Metric metric, Answers candidate, Answers baseline, double slope) {
  /** With fewer rows the normal interval promises too much. */
  private static final int FEW_ROWS = 200;

  /** With fewer rows answered differently, too. */
  static final int FEW_DISCORDANT = 10;

  /** A smaller error, relative to the values, is one of rounding. */
  private static final double ROUNDING = 1e-9;

  /** Beyond this many rows ten thousand draws of rows take too long. */
  private static final int MOST_DRAWN_ROWS = 5_000;

  PairedTest test(long seed) {
    Optional<FarPart> far = candidate.far();
    if (far.isPresent()) {
      return new FarPairing(this, far.get()).test(seed);
    }
    Units units = candidate.truth().units();
    if (units.isGrouped()) {
      double[] influence = influence();
      GroupedInfluence summed = units.grouped(influence);
      return hasNone(summed.standardError())
          ? alike()
          : floored(
              new GroupTest(gain(), summed, units.column()), differing(influence) < FEW_DISCORDANT);
    }
    Optional<Proportion> share = metric.proportion(candidate);
    Optional<Proportion> other = metric.proportion(baseline);
    if (slope == 1 && share.isPresent() && other.isPresent()) {
      return proportions(share.get(), other.get());
    }
    boolean area = metric.name().equals("roc_auc");
    if (area && slope == 1 && !candidate.truth().isWeighted() && !AreaTest.isOfFew(this)) {
      DeLong areas = DeLong.of(candidate.area(), baseline.area());
      Influence paired = new Influence(areas.differenceVariance(), candidate.rows());
      NormalTest delong = new NormalTest(gain(), paired, "DeLong");
      return hasNone(paired.standardError())
          ? alike()
          : floored(delong, differing(new double[0]) < FEW_DISCORDANT);
    }
    double[] influence = influence();
    Influence paired = Influence.of(influence);
    if (hasNone(paired.standardError())) {
      return alike();
    }
    long differing = differing(influence);
    boolean scarce =
        differing < FEW_DISCORDANT
            || (candidate.truth().isWeighted() && effectiveParts() < FEW_ROWS);
    return floored(byInfluence(influence, paired, scarce, seed), scarce);
  }

  /** Where few rows tell the models apart, a test knows no more than that. */
  PairedTest floored(PairedTest test, boolean scarce) {
    return scarce ? new FlooredTest(test, alike()) : test;
  }

  /** Whether no row moves the gain unlike the others, but for rounding. */
  boolean hasNone(double error) {
    double size = Math.abs(metric.value(candidate)) + Math.abs(metric.value(baseline));
    return error <= ROUNDING * size;
  }

  AlikeTest alike() {
    RuleOfThree unseen = metric.unseen(candidate, baseline);
    double trials = Math.max(1, unseen.trials() * candidate.truth().evenness());
    Units units = candidate.truth().units();
    Counted counted =
        units.isGrouped()
            ? Counted.groups(units.count(), units.column(), units.count())
            : Counted.rows(candidate.rows());
    return new AlikeTest(gain(), new RuleOfThree(unseen.most(), trials), counted);
  }

  private double effectiveParts() {
    return metric.parts(candidate) * candidate.truth().evenness();
  }

  private PairedTest byInfluence(double[] influence, Influence paired, boolean scarce, long seed) {
    if (metric.name().equals("roc_auc")) {
      return AreaTest.isOfFew(this)
          ? AreaTest.of(this, paired)
          : new NormalTest(gain(), paired, "DeLong");
    }
    TailedTest tailed = new TailedTest(gain(), Moments.of(influence));
    if (effectiveParts() >= FEW_ROWS && !scarce) {
      return tailed;
    }
    boolean table = metric.basis() == Basis.CLASS && candidate.task().isOfClasses();
    if (table && !candidate.truth().isWeighted()) {
      return new BootstrapTest(drawTable(seed), tailed.rowVariance());
    }
    return candidate.rows() > MOST_DRAWN_ROWS
        ? tailed
        : new BootstrapTest(drawRows(influence, seed), tailed.rowVariance());
  }

  private PairedTest proportions(Proportion first, Proportion second) {
    long rows = 0;
    long onlyCandidate = 0;
    long onlyBaseline = 0;
    for (int row = 0; row < candidate.rows(); row++) {
      if (first.counts().test(row)) {
        rows++;
        boolean right = first.right().test(row);
        boolean rightBefore = second.right().test(row);
        onlyCandidate += right && !rightBefore ? 1 : 0;
        onlyBaseline += rightBefore && !right ? 1 : 0;
      }
    }
    PairedProportions pairs = new PairedProportions(rows, onlyCandidate, onlyBaseline);
    return new TangoTest(pairs, (double) rows / candidate.rows());
  }

  /** The test of answers that are weighed like requests. */
  PairedTest live(LiveMix mix) {
    double[] influence = influence();
    Units units = candidate.truth().units();
    LiveSpread spread = LiveSpread.ofGain(mix, metric, candidate, baseline, gain(), influence);
    if (!units.isGrouped()) {
      return new LiveTest(gain(), spread, Counted.rows(candidate.rows()));
    }
    GroupedInfluence summed = units.grouped(influence);
    Counted counted = Counted.groups(units.count(), units.column(), summed.worth());
    LiveTest within = new LiveTest(gain(), spread, counted);
    return hasNone(summed.standardError())
        ? within
        : new WiderTest(within, new GroupTest(gain(), summed, units.column()));
  }

  double gain() {
    return metric.direction().gain(metric.value(candidate) - slope * metric.value(baseline));
  }

  private double[] influence() {
    double[] influence = metric.influence(candidate);
    double[] other = metric.influence(baseline);
    for (int row = 0; row < influence.length; row++) {
      influence[row] = metric.direction().gain(influence[row] - slope * other[row]);
    }
    return influence;
  }

  private long differing(double[] influence) {
    return new Discordance(metric, candidate, baseline, influence).parts();
  }

  private Drawing drawRows(double[] influence, long seed) {
    if (metric.basis() == Basis.ORDER) {
      return drawQueries(influence, seed);
    }
    Bca drawn =
        Bca.ofRows(influence, Bca.REPLICATES, seed, draw -> gain(candidate, baseline, draw));
    return Drawing.ofUnits(drawn, seed, "rows", influence.length);
  }

  /** All rows of a query together. */
  private Drawing drawQueries(double[] influence, long seed) {
    Units queries = candidate.truth().queries();
    int[] groups = queries.groups();
    double[] byQuery = new double[queries.count()];
    for (int row = 0; row < influence.length; row++) {
      byQuery[groups[row]] += influence[row];
    }
    Bca drawn =
        Bca.ofRows(
            byQuery,
            Bca.REPLICATES,
            seed,
            draw ->
                metric
                    .direction()
                    .gain(
                        metric.value(candidate, row -> draw[groups[row]])
                            - slope * metric.value(baseline, row -> draw[groups[row]])));
    return Drawing.ofUnits(drawn, seed, "queries", byQuery.length);
  }

  /**
   * Rows with the same truth and the same two classes are one cell: its first row stands for it.
   */
  private Drawing drawTable(long seed) {
    int classes = candidate.truth().classes().size();
    Map<Integer, int[]> cells = new LinkedHashMap<>();
    for (int row = 0; row < candidate.rows(); row++) {
      int cell =
          (candidate.truth().code(row) * classes + candidate.code(row)) * classes
              + baseline.code(row);
      int first = row;
      cells.computeIfAbsent(cell, any -> new int[] {first, 0})[1]++;
    }
    int[] rows = cells.values().stream().mapToInt(cell -> cell[0]).toArray();
    int[] counts = cells.values().stream().mapToInt(cell -> cell[1]).toArray();
    Answers first = candidate.at(rows);
    Answers second = baseline.at(rows);
    Bca drawn = Bca.ofTable(counts, Bca.REPLICATES, seed, draw -> gain(first, second, draw));
    return Drawing.ofTable(drawn, seed, first, second, counts);
  }

  double gain(Answers first, Answers second, int[] drawn) {
    double difference =
        metric.value(first, row -> drawn[row]) - slope * metric.value(second, row -> drawn[row]);
    return metric.direction().gain(difference);
  }
}
