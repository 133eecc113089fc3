package dev.mlbox.core.stats;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * An estimate whose strata count by known shares of the population: its variance is that within
 * strata, Σ W²s²/n, with the numbers of units as they came out (Holt and Smith, 1979, Journal of
 * the Royal Statistical Society A 142:33, eq. 3; of a function of averages by its linearization,
 * Binder, 1983, International Statistical Review 51:279). Each stratum has an interval of its own,
 * and these are put together by their squared lengths, side by side: with normal ones that is the
 * square root of the variance, with few units it stays lopsided (Zou and Donner, 2008, Statistics
 * in Medicine 27:1693).
 *
 * <p>Of the part of the population that no stratum is of, nothing is known but the ends of what is
 * measured: it moves both ends by as much (Manski, 1989, Journal of Human Resources 24:343).
 *
 * @param estimate of the strata
 * @param strata one or more
 * @param unknown by how much the rest may move the estimate, from at most 0 to at least 0
 */
public record PostStratified(double estimate, List<Stratum> strata, Interval unknown) {

  public PostStratified {
    strata = List.copyOf(strata);
  }

  /**
   * The interval of the whole population.
   *
   * @param confidence two-sided, in (0, 1)
   */
  public Interval interval(double confidence) {
    Interval known = known(confidence);
    return new Interval(known.lower() + unknown.lower(), known.upper() + unknown.upper());
  }

  /** That of the strata alone. */
  public Interval known(double confidence) {
    return new Interval(
        estimate - together(stratum -> stratum.down(confidence)),
        estimate + together(stratum -> stratum.up(confidence)));
  }

  private double together(ToDoubleFunction<Stratum> reach) {
    double squares = 0;
    for (Stratum stratum : strata) {
      double each = reach.applyAsDouble(stratum);
      squares += each * each;
    }
    return Math.sqrt(squares);
  }

  /** Whether no unit moves the estimate unlike the others of its stratum. */
  public boolean isAlike() {
    return strata.stream().allMatch(stratum -> stratum.influence().second() == 0);
  }

  /** Square root of the variance within the strata, whatever was not seen. */
  public double standardError() {
    return together(stratum -> stratum.influence().standardError());
  }
}
