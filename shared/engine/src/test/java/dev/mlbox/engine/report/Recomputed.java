package dev.mlbox.engine.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.stats.AreaDifference;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.Normal;
import dev.mlbox.core.stats.PairedProportions;
import dev.mlbox.core.stats.RuleOfThree;
import dev.mlbox.core.stats.StudentT;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/**
 * What a difference in report.json proves, worked out again from its numbers alone.
 *
 * @param kind of its statistics
 * @param upper end of the two-sided interval of the gain, by its confidence
 * @param lower end of it
 * @param p one-sided p-value against a loss of at most so much
 */
record Recomputed(
    String kind, DoubleUnaryOperator upper, DoubleUnaryOperator lower, DoubleUnaryOperator p) {
  private static final int HALVINGS = 60;

  /**
   * Of a difference.
   *
   * @param sign −1 where less is better
   * @param slope what the baseline is multiplied by
   */
  static Recomputed of(JsonNode difference, int sign, double slope) {
    JsonNode statistics = difference.at("/proof/statistics");
    double gain = sign * difference.path("estimate").asDouble();
    List<Recomputed> all = new ArrayList<>();
    JsonNode draws = difference.at("/proof/draws");
    if (draws.isObject()) {
      all.add(drawn(draws, difference, sign));
    } else if (statistics.has("b")) {
      PairedProportions pairs =
          new PairedProportions(
              statistics.path("n").asLong(),
              statistics.path("b").asLong(),
              statistics.path("c").asLong());
      all.add(by("proportions", pairs::tangoInterval));
    } else if (statistics.has("area")) {
      AreaDifference areas =
          new AreaDifference(
              at(statistics, "area"),
              at(statistics, "area_of_baseline"),
              slope,
              at(statistics, "positives"),
              at(statistics, "negatives"),
              at(statistics, "correlation"));
      all.add(by("areas", areas::interval));
    } else if (statistics.has("degrees")) {
      boolean rows = statistics.has("units");
      double n = at(statistics, rows ? "units" : "groups");
      double skewness = 1.3 * at(statistics, "skewness") / Math.sqrt(n);
      double more = rows ? 2 * Math.sqrt(6 / n) / Math.sqrt(n) : 0;
      all.add(skewed(rows ? "rows" : "groups", gain, statistics, "", skewness, more));
      if (statistics.has("evened_gain")) {
        double seen = at(statistics, "evened_skewness") / Math.sqrt(n);
        double evened = at(statistics, "evened_gain");
        all.add(skewed("unlike groups", evened, statistics, "evened_", seen, 0));
      }
    } else if (statistics.has("standard_error")) {
      double error = at(statistics, "standard_error");
      all.add(by("normal", c -> around(gain, Normal.twoSidedZ(c) * error)));
    }
    if (statistics.has("unseen_most")) {
      RuleOfThree unseen =
          new RuleOfThree(at(statistics, "unseen_most"), at(statistics, "unseen_trials"));
      all.add(by("unseen", c -> around(gain, unseen.reach(c))));
    }
    if (all.isEmpty()) {
      all.add(by("same model", c -> new Interval(0, 0)));
    }
    return new Recomputed(
        String.join(", ", all.stream().map(Recomputed::kind).toList()),
        c -> all.stream().mapToDouble(each -> each.upper().applyAsDouble(c)).max().orElseThrow(),
        c -> all.stream().mapToDouble(each -> each.lower().applyAsDouble(c)).min().orElseThrow(),
        margin ->
            all.stream().mapToDouble(each -> each.p().applyAsDouble(margin)).max().orElseThrow());
  }

  private interface ByConfidence {
    Interval interval(double confidence);
  }

  private static Recomputed by(String kind, ByConfidence interval) {
    DoubleUnaryOperator upper = c -> interval.interval(c).upper();
    return new Recomputed(
        kind,
        upper,
        c -> interval.interval(c).lower(),
        margin -> p(level -> upper.applyAsDouble(1 - 2 * level) < -margin));
  }

  private static Interval around(double gain, double reach) {
    return new Interval(gain - reach, gain + reach);
  }

  private static double at(JsonNode node, String name) {
    return node.path(name).asDouble();
  }

  /** By the ranks of the draws that the report shows; of slices it shows those of the bounds. */
  private static Recomputed drawn(JsonNode draws, JsonNode difference, int sign) {
    double claimed = at(difference, "margin");
    Ends ends =
        draws.path("ranked").isEmpty()
            ? (c, side) -> bound(difference, sign * side) * sign
            : (c, side) -> ranked(draws, rank(draws, c, side));
    return new Recomputed(
        "draws: " + draws.path("unit").asText(),
        c -> consistent(draws, rank(draws, c, 1), ends.at(c, 1), claimed),
        c -> consistent(draws, rank(draws, c, -1), ends.at(c, -1), claimed),
        margin -> {
          long below = draws.path(margin == claimed ? "belowMargin" : "belowNothing").asLong();
          return p(level -> rank(draws, 1 - 2 * level, 1) <= below);
        });
  }

  private interface Ends {
    double at(double confidence, int side);
  }

  private static double bound(JsonNode difference, int side) {
    return difference.at(side > 0 ? "/bounds/upper" : "/bounds/lower").asDouble();
  }

  /** An end is below −margin where its rank says so. */
  private static double consistent(JsonNode draws, long rank, double end, double margin) {
    if ((rank <= draws.path("belowMargin").asLong()) != (end < -margin)) {
      throw new AssertionError("the draw of rank %d is %s".formatted(rank, end));
    }
    return end;
  }

  static long rank(JsonNode draws, double confidence, int side) {
    double n = at(draws, "draws");
    double bias = Normal.quantile(Math.max(0.5, Math.min(n - 0.5, at(draws, "below"))) / n);
    double shifted = bias + side * Normal.twoSidedZ(confidence);
    double scale = Math.max(Double.MIN_NORMAL, 1 - at(draws, "acceleration") * shifted);
    return Math.max(1, (long) Math.ceil(n * Normal.cdf(bias + shifted / scale)));
  }

  private static double ranked(JsonNode draws, long rank) {
    for (JsonNode each : draws.path("ranked")) {
      if (each.path("rank").asLong() == rank) {
        return at(each, "gain");
      }
    }
    throw new AssertionError("no draw of rank " + rank);
  }

  /** Where Student's t of the least favourable skewness comes down to the level. */
  private static Recomputed skewed(
      String kind, double gain, JsonNode statistics, String prefix, double skewness, double more) {
    double error = at(statistics, prefix + "standard_error");
    double degrees = at(statistics, prefix + "degrees");
    return new Recomputed(
        kind,
        c -> gain + error * reach((1 - c) / 2, Math.max(0, more + skewness), degrees),
        c -> gain - error * reach((1 - c) / 2, Math.max(0, more - skewness), degrees),
        margin -> p((gain + margin) / error, Math.max(0, more + skewness), degrees));
  }

  private static double reach(double level, double most, double degrees) {
    double near = 0;
    double far = 1e4;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (near + far) / 2;
      if (p(-middle, most, degrees) < level) {
        far = middle;
      } else {
        near = middle;
      }
    }
    return far;
  }

  /** The largest over any γ up to the most; Hall's transformation is largest at the given one. */
  private static double p(double t, double most, double degrees) {
    double worst = t < 0 ? 4.5 / -t - 2.25 / (t * t * t) : Double.POSITIVE_INFINITY;
    double gamma = Math.min(most, worst);
    double skewed = t + gamma * t * t / 3 + gamma * gamma * t * t * t / 27 + gamma / 6;
    return StudentT.cdf(skewed, degrees);
  }

  /** The smallest level that rejects; 1 where none up to one half does. */
  private static double p(DoublePredicate rejects) {
    if (!rejects.test(0.499)) {
      return 1;
    }
    double rejected = 0.5;
    double kept = 0;
    for (int i = 0; i < 30; i++) {
      double level = (rejected + kept) / 2;
      if (rejects.test(level)) {
        rejected = level;
      } else {
        kept = level;
      }
    }
    return rejected;
  }
}
