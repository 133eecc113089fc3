package dev.mlbox.core.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
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
  /** Of each of the tails. */
  static final double UNLIKELY = 0.01;

  /** Answers that take longer than the other version's are missing for a moment, too. */
  private static final double MISSING = 0.001;

  /** What is longer ago has had its time to be proven. */
  static final Duration KEPT = Duration.ofSeconds(20);

  private record Seen(Instant at, int step, double share, ArmOutcome stable, ArmOutcome canary) {
    static Seen of(Instant at, LiveBatch batch) {
      return new Seen(at, batch.step(), batch.share(), batch.stable(), batch.canary());
    }
  }

  private final List<Criterion> criteria;
  private final Deque<Seen> youngestFirst = new ArrayDeque<>();

  /**
   * @param criteria what counts as worse; those that boxes do not count request by request say
   *     nothing here
   */
  public Lately(List<Criterion> criteria) {
    this.criteria = criteria.stream().filter(each -> each.kind().isOfRequests()).toList();
  }

  /**
   * What one look counted; what was counted at a lower weight is forgotten, and what still comes of
   * it passed over.
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
    Seen before = youngestFirst.peekFirst();
    if (before != null
        && (fresh.step() < before.step()
            || (fresh.step() == before.step() && fresh.share() < before.share()))) {
      return;
    }
    youngestFirst.removeIf(
        seen ->
            seen.step() != fresh.step()
                || seen.share() != fresh.share()
                || seen.at().plus(KEPT).isBefore(now));
    youngestFirst.addFirst(fresh);
  }

  /**
   * In what the canary has been worse, in words; empty when in nothing.
   *
   * @param observed whether the share of requests is what was seen, as where others split
   */
  public String unrest(Instant now, boolean observed) {
    ArmOutcome stable = ArmOutcome.NONE;
    ArmOutcome canary = ArmOutcome.NONE;
    for (Seen seen : youngestFirst) {
      if (seen.at().plus(KEPT).isBefore(now)) {
        break;
      }
      stable = stable.plus(seen.stable());
      canary = canary.plus(seen.canary());
      for (Criterion criterion : criteria) {
        double share = observed ? shareOf(criterion.kind(), canary, stable) : seen.share();
        if (isUnlikely(criterion, share, stable, canary)) {
          return criterion.kind().counts("of late, " + criterion.label(), canary, stable);
        }
      }
      if (!observed && areMissing(seen.share(), stable, canary)) {
        return "of late, the canary was given %.2f %% of the requests, and only %,d of %,d are answered"
            .formatted(
                100 * seen.share(), canary.requests(), canary.requests() + stable.requests());
      }
    }
    return "";
  }

  private static boolean isUnlikely(
      Criterion criterion, double share, ArmOutcome stable, ArmOutcome canary) {
    long bad = canary.bad(criterion.kind());
    if (bad == 0 || !(share > 0 && share < 1)) {
      return false;
    }
    long all = bad + stable.bad(criterion.kind());
    double ofEvents = share * criterion.ratio() / (1 - share + share * criterion.ratio());
    Double floor = criterion.floor();
    // An error may be counted a look after its request.
    long allBad = canary.allBad(criterion.kind());
    long seen = Math.max(allBad, canary.allSeen(criterion.kind()));
    return atLeast(bad, all, ofEvents) < UNLIKELY
        && (floor == null || atLeast(allBad, seen, floor) < UNLIKELY);
  }

  /** What hangs is counted when nobody waits for it any more, and is missing before. */
  private static boolean areMissing(double share, ArmOutcome stable, ArmOutcome canary) {
    int all = Math.toIntExact(canary.requests() + stable.requests());
    return all > 0
        && BinomialDistribution.of(all, share)
                .cumulativeProbability(Math.toIntExact(canary.requests()))
            < MISSING;
  }

  private static double shareOf(Criterion.Kind kind, ArmOutcome canary, ArmOutcome stable) {
    double mine = Math.max(canary.seen(kind), canary.bad(kind));
    double all = mine + Math.max(stable.seen(kind), stable.bad(kind));
    return all == 0 ? 0 : mine / all;
  }

  private static double atLeast(long bad, long of, double probability) {
    return BinomialDistribution.of(Math.toIntExact(of), probability)
        .survivalProbability(Math.toIntExact(bad) - 1);
  }
}
