package dev.mlbox.core.gate;

import dev.mlbox.core.stats.ReuseBudget;
import java.util.Optional;

/**
 * How all gates of a check are judged.
 *
 * @param minRows slices with fewer rows are listed, not judged; at least 1
 * @param seed of the bootstrap
 * @param looks how many candidates these rows may judge; 0 where nobody counts
 */
public record GateRules(int minRows, long seed, int looks) {
  /** How many candidates rows are suggested to judge. */
  private static final int SUGGESTED = 20;

  /** The usual one-sided level of a claim. */
  public static final double ALPHA = 0.05;

  public GateRules {
    if (minRows < 1) {
      throw new IllegalArgumentException("minRows must be at least 1, but is " + minRows);
    }
    if (looks < 0) {
      throw new IllegalArgumentException("looks must not be negative, but is " + looks);
    }
  }

  /** One-sided level of every claim, a share of the usual one where looks are counted. */
  public double alpha() {
    return looks == 0 ? ALPHA : new ReuseBudget(ALPHA, looks).levelPerLook();
  }

  /** Whether these rows had judged as many candidates as they may before this one. */
  boolean isUsedUp(int look) {
    return looks > 0 && look > looks;
  }

  /**
   * What a candidate's place among those that these rows have judged means; empty for the first.
   */
  public Optional<String> words(int look) {
    if (looks > 0) {
      return Optional.of(
          "look %s of %s at these rows: each verdict at level %s"
              .formatted(Figures.count(look), Figures.count(looks), Figures.value(alpha())));
    }
    return look > 1
        ? Optional.of(
            "these rows have now judged %s candidates; `evaluate.reuse_budget: %d` makes each verdict stricter for it"
                .formatted(Figures.count(look), Math.max(SUGGESTED, 2L * look)))
        : Optional.empty();
  }
}
