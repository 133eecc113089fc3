package dev.mlbox.core.judge;

import dev.mlbox.core.judge.Grace.Answers;
import java.time.Duration;
import java.time.Instant;

/**
 * The evidence that most of the canary's answers are far too slow, while the stable version's are
 * not: what no box is for long because it is new. A value.
 *
 * <p>An e-process by blocks of time, against the claim that at most a part of the answers is far
 * too slow. Each block's likelihood ratio has one fixed alternative; a block in which the stable
 * version is far too slow as well says nothing. The sum over starts at each block, the j-th with
 * weight 1/(j(j + 1)), reaches 1/α with probability α at most (Ville). What stands still for a
 * moment makes many answers late together, so that no block multiplies the evidence by more than
 * would take a whole second to suffice.
 *
 * @param evidence sum over the starts that have come
 * @param blocks that are whole
 * @param block the present one
 * @param told what it grew by
 */
record TotalSlowness(double evidence, long blocks, Block block, Arms told) {

  /** α of one step: little beside that of a rollout, which is a hundredth by default. */
  static final double LEVEL = 1e-4;

  /** Nothing seen yet. */
  static TotalSlowness from(Instant now) {
    return new TotalSlowness(0, 0, new Block(now, Claim.MOSTLY, Arms.NONE), Arms.NONE);
  }

  /**
   * With what was answered since the last look.
   *
   * @param answeredWell whether the canary has answered well by now
   */
  TotalSlowness plus(Instant now, Arms more, boolean answeredWell) {
    Block longer = new Block(block.began(), block.claim(), block.arms().plus(more));
    if (!longer.isWhole(now)) {
      return new TotalSlowness(evidence, blocks, longer, told);
    }
    double log = longer.logRatio(now);
    double start = 1.0 / ((blocks + 1) * (blocks + 2));
    return new TotalSlowness(
        (evidence + start) * Math.exp(log),
        blocks + 1,
        new Block(now, answeredWell ? Claim.HALF : Claim.MOSTLY, Arms.NONE),
        log < 0 ? Arms.NONE : told.plus(longer.arms()));
  }

  boolean isProven() {
    return evidence >= 1 / LEVEL;
  }

  /** What both versions have answered. */
  record Arms(Answers stable, Answers canary) {
    static final Arms NONE = new Arms(Answers.NONE, Answers.NONE);

    Arms plus(Arms other) {
      return new Arms(stable.plus(other.stable), canary.plus(other.canary));
    }
  }

  /** What at most this part of an equal canary's answers is, and what a slow one's is. */
  private enum Claim {
    /** Of one that has answered well before. */
    HALF(0.5, 0.95),
    /** Of one that has not yet. */
    MOSTLY(0.75, 0.98);

    private final double far;
    private final double timely;

    Claim(double part, double alternative) {
      far = Math.log(alternative / part);
      timely = Math.log((1 - alternative) / (1 - part));
    }
  }

  /** A moment's answers; the claim is fixed before them. */
  record Block(Instant began, Claim claim, Arms arms) {
    private static final Duration LENGTH = Duration.ofMillis(500);
    private static final long COMPARABLE = 5;
    private static final double STABLE_TOO = 0.25;

    boolean isWhole(Instant now) {
      return !now.isBefore(began.plus(LENGTH)) && arms.stable().all() >= COMPARABLE;
    }

    double logRatio(Instant now) {
      if (arms.stable().farShare() > STABLE_TOO) {
        return 0;
      }
      Answers canary = arms.canary();
      double ratio = claim.far * canary.far() + claim.timely * (canary.all() - canary.far());
      double most = -Math.log(LEVEL) * Duration.between(began, now).toMillis() / 1000.0;
      return Math.min(most, ratio);
    }
  }
}
