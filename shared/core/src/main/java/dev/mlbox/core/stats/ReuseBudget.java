package dev.mlbox.core.stats;

/**
 * How often one set of rows may judge, and how many rows that takes (Renggli et al., 2019,
 * Continuous integration of machine learning models with ease.ml/ci, MLSys 1:322, sec. 3 and 4;
 * Hoeffding's bound).
 *
 * @param level probability δ in (0, 1) that any of the looks may err
 * @param looks H, how often the rows are looked at, at least 1
 */
public record ReuseBudget(double level, int looks) {
  /**
   * @throws IllegalArgumentException if an argument is out of its range
   */
  public ReuseBudget {
    Require.fraction("level", level);
    Require.that(looks >= 1, "looks must be at least 1", looks);
  }

  /** δ/H, the level of each look when verdicts do not steer what is tried next. */
  public double levelPerLook() {
    return level / looks;
  }

  /**
   * Rows needed when verdicts are withheld from whoever tries next: {@code r² ln(1/δ′)/(2
   * tolerance²)} with {@code δ′ = δ/(r clauses H)}, rounded up.
   *
   * @param variables r, averages in a clause, at least 1: 2 for new − old
   * @param clauses conditions that are checked at each look, at least 1
   * @param tolerance half width of the interval of a clause, positive
   */
  public long rowsWhenWithheld(int variables, int clauses, double tolerance) {
    return rows(variables, clauses, tolerance, Math.log(looks));
  }

  /**
   * Rows needed when each verdict is seen before the next try, so that 2ᴴ histories are possible:
   * as {@link #rowsWhenWithheld} with {@code δ′ = δ/(r clauses 2ᴴ)}.
   *
   * @param variables r, averages in a clause, at least 1: 2 for new − old
   * @param clauses conditions that are checked at each look, at least 1
   * @param tolerance half width of the interval of a clause, positive
   */
  public long rowsWhenSeen(int variables, int clauses, double tolerance) {
    return rows(variables, clauses, tolerance, looks * Math.log(2));
  }

  private long rows(int variables, int clauses, double tolerance, double logHistories) {
    Require.that(variables >= 1, "variables must be at least 1", variables);
    Require.that(clauses >= 1, "clauses must be at least 1", clauses);
    Require.that(tolerance > 0, "tolerance must be positive", tolerance);
    double events = Math.log((double) variables * clauses / level) + logHistories;
    return (long) Math.ceil((double) variables * variables * events / (2 * tolerance * tolerance));
  }
}
