package dev.mlbox.core.gate;

import java.util.List;

/**
 * The draws that an interval comes from, so that anybody can work out bounds and p-values again,
 * and draw again where the table is given. With k of n draws below a bound, that bound is beyond
 * the interval's end at level α as soon as the end's rank, ⌈n·Φ(z₀ + (z₀ ± z)/(1 − a(z₀ ± z)))⌉
 * with z₀ = Φ⁻¹(below/n), is at most k (Efron and Tibshirani, 1993, eq. 14.9-14.10).
 *
 * @param generator of the random numbers, a class of Java's
 * @param seed that it starts from
 * @param unit what is drawn with replacement, in words
 * @param units how many of them each draw has
 * @param draws how many there are in which the metric is defined
 * @param below how many are below the estimate, those equal to it counting half
 * @param belowMargin how many are below what the margin tolerates
 * @param belowNothing how many are a loss at all
 * @param acceleration a
 * @param ranked gains of some draws by their rank, ascending: those at the ends of both intervals
 *     and the percentiles; empty of slices, as a thousand would be megabytes and the ends are the
 *     bounds beside this
 * @param table of the units, each line the truth, the candidate's class, the baseline's and how
 *     many rows are of these; empty of slices, and where units are no lines or there are many
 */
public record Draws(
    String generator,
    long seed,
    String unit,
    long units,
    long draws,
    double below,
    long belowMargin,
    long belowNothing,
    double acceleration,
    List<Ranked> ranked,
    List<Line> table) {

  public Draws {
    ranked = List.copyOf(ranked);
    table = List.copyOf(table);
  }

  /**
   * One draw.
   *
   * @param rank counted from 1, the smallest gain first
   * @param gain of the candidate in that draw; positive is better
   */
  public record Ranked(long rank, double gain) {}

  /**
   * Rows that are alike to the metric, in the order in which their counts are drawn.
   *
   * @param truth their class
   * @param candidate what it answers
   * @param baseline what it answers
   * @param rows how many there are
   */
  public record Line(String truth, String candidate, String baseline, long rows) {}
}
