package dev.mlbox.core.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Whether the canary has been worse of late than its rules allow, be it for a second: what nobody
 * moves more traffic to. No verdict; it only makes a rollout wait until it is over, or proven, so
 * that the bound on false reverts is that of the {@link Judge} alone.
 *
 * <p>Since each of the last looks, the canary's bad requests are compared with what the criterion's
 * ratio, and its floor, make likely: both exact binomial tails have to be below {@value #UNLIKELY}.
 */
public final class Lately {
  /** Equal versions look like this in about one of a hundred looks. */
  static final double UNLIKELY = 0.01;

  /** What is longer ago has had its time to be proven. */
  static final Duration KEPT = Duration.ofSeconds(20);

  private record Seen(Instant at, int step, double share, ArmOutcome stable, ArmOutcome canary) {
    static Seen of(Instant at, LiveBatch batch) {
      return new Seen(at, batch.step(), batch.share(), batch.stable(), batch.canary());
    }
  }

  private final List<Criterion> criteria;
  private final boolean observed;
  private final Deque<Seen> youngestFirst = new ArrayDeque<>();

  /**
   * @param criteria what counts as worse; those that boxes do not count request by request say
   *     nothing here
   * @param observed whether the share of requests is what was seen, as where others split
   */
  public Lately(List<Criterion> criteria, boolean observed) {
    this.observed = observed;
    this.criteria = criteria.stream().filter(each -> each.kind().isOfRequests()).toList();
  }

  /**
   * What one look counted; what was counted at another weight is forgotten.
   *
   * @param now not before that of the look before
   */
  public void add(Instant now, LiveBatch batch) {
    if (!batch.signal().equals(LiveBatch.REQUESTS)
        || batch.step() == LiveBatch.SHADOW
        || !batch.isOfTwoArms()
        || batch.share() <= 0) {
      return;
    }
    Seen fresh = Seen.of(now, batch);
    youngestFirst.removeIf(
        seen ->
            seen.step() != fresh.step()
                || seen.share() != fresh.share()
                || seen.at().plus(KEPT).isBefore(now));
    youngestFirst.addFirst(fresh);
  }

  /** In what the canary has been worse, in words; empty when in nothing. */
  public String unrest() {
    for (Criterion criterion : criteria) {
      ArmOutcome stable = ArmOutcome.NONE;
      ArmOutcome canary = ArmOutcome.NONE;
      for (Iterator<Seen> each = youngestFirst.iterator(); each.hasNext(); ) {
        Seen seen = each.next();
        stable = stable.plus(seen.stable());
        canary = canary.plus(seen.canary());
        if (isUnlikely(criterion, seen.share(), stable, canary)) {
          return criterion.kind().counts("of late, " + criterion.label(), canary, stable);
        }
      }
    }
    return "";
  }

  private boolean isUnlikely(
      Criterion criterion, double share, ArmOutcome stable, ArmOutcome canary) {
    long bad = canary.bad(criterion.kind());
    long all = bad + stable.bad(criterion.kind());
    double given = observed ? shareOf(canary, stable) : share;
    double ofEvents = given * criterion.ratio() / (1 - given + given * criterion.ratio());
    Double floor = criterion.floor();
    // An error may be counted a look after its request.
    long seen = Math.max(bad, canary.seen(criterion.kind()));
    return bad > 0
        && atLeast(bad, all, ofEvents) < UNLIKELY
        && (floor == null || atLeast(bad, seen, floor) < UNLIKELY);
  }

  private static double shareOf(ArmOutcome canary, ArmOutcome stable) {
    double mine = Math.max(canary.requests(), canary.errors());
    return mine / (mine + Math.max(stable.requests(), stable.errors()));
  }

  private static double atLeast(long bad, long of, double probability) {
    return BinomialDistribution.of(Math.toIntExact(of), probability)
        .survivalProbability(Math.toIntExact(bad) - 1);
  }
}
