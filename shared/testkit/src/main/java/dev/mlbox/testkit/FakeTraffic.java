package dev.mlbox.testkit;

import dev.mlbox.core.judge.ArmCounts;
import dev.mlbox.core.judge.Bins;
import dev.mlbox.core.judge.LatencyBuckets;
import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.rollout.Holdout;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The requests of a {@link FakeWorld}: drawn second by second as its lease says, and counted. */
final class FakeTraffic {
  private static final int REQUESTS_A_SECOND = 100;
  private static final int REMEMBERED_SECONDS = 10_000;

  private final SplittableRandom random = new SplittableRandom(7);
  private final Map<String, Double> errors = new HashMap<>();
  private final Map<String, Double> ones = new HashMap<>();
  private final Map<String, Double> differing = new HashMap<>();
  private final Map<String, Tally.Split> splits = new TreeMap<>();

  /** By the version that draws and the other one, with a slash between. */
  private final Map<String, Tally.Twins> twins = new TreeMap<>();

  private final Map<String, Tally.Split> copies = new TreeMap<>();
  private final Map<Double, Tally.Binned> binned = new TreeMap<>();
  private final List<Long> canaryRequests = new ArrayList<>();
  private long renewal = -1;
  private Instant renewed = Instant.EPOCH;
  private boolean countedApart;

  /** A version's share of requests that fail. */
  void failing(String version, double share) {
    errors.put(version, share);
  }

  /** A version's share of answers that are 1; the others are 0. */
  void sayingOne(String version, double share) {
    ones.put(version, share);
  }

  /** A version's share of answers that are other than those of all other versions. */
  void differing(String version, double share) {
    differing.put(version, share);
  }

  /** Whether each version's boxes count what came to them, as they draw nothing. */
  void countApart(boolean isApart) {
    countedApart = isApart;
  }

  /** Requests that were given to a canary, or to whoever keeps a share, second by second. */
  List<Long> canaryRequests() {
    return List.copyOf(canaryRequests);
  }

  /** One second of requests. */
  void second(@Nullable Lease lease, Instant now) {
    if (lease == null) {
      return;
    }
    if (lease.renewal() != renewal) {
      renewal = lease.renewal();
      renewed = now;
    }
    boolean valid = Duration.between(renewed, now).compareTo(lease.ttl()) < 0;
    Route canary = lease.canary();
    if (valid && canary != null && !lease.shadow().isZero()) {
      canaryRequests.add(0L);
      copied(lease.stable().version(), canary.version());
      return;
    }
    Holdout holdout = lease.holdout();
    Route other = canary == null && holdout != null ? holdout.route() : canary;
    Weight share = canary == null && holdout != null ? holdout.weight() : lease.weight();
    drawn(lease, other, valid && other != null ? share.share() : 0);
  }

  private void drawn(Lease lease, @Nullable Route other, double weight) {
    String stable = lease.stable().version();
    long[] stableCounts = new long[2];
    long[] otherCounts = new long[2];
    for (int i = 0; i < REQUESTS_A_SECOND; i++) {
      boolean chosen = random.nextDouble() < weight;
      String version = chosen && other != null ? other.version() : stable;
      long[] counts = chosen ? otherCounts : stableCounts;
      counts[0]++;
      counts[1] += random.nextDouble() < errors.getOrDefault(version, 0.0) ? 1 : 0;
      // Of the version on trial: in a watch that is the one that draws.
      if (other != null && weight > 0 && chosen == (lease.canary() != null)) {
        compared(lease, stable, other.version(), version);
      }
      if (lease.bins() != null && lease.canary() != null && weight > 0) {
        sorted(lease, lease.bins(), chosen, version);
      }
    }
    canaryRequests.add(otherCounts[0]);
    if (canaryRequests.size() > 2 * REMEMBERED_SECONDS) {
      canaryRequests.subList(0, REMEMBERED_SECONDS).clear();
    }
    String name = other == null ? "" : other.version();
    splits.merge(
        stable + "/" + name + "@" + weight,
        new Tally.Split(name, weight, counts(stableCounts), counts(otherCounts)),
        (a, b) ->
            new Tally.Split(
                name, a.weight(), a.stable().plus(b.stable()), a.canary().plus(b.canary())));
  }

  private void compared(Lease lease, String stable, String other, String version) {
    double share = lease.compared().share();
    if (share > 0 && random.nextDouble() < share) {
      boolean differs = random.nextDouble() < differing.getOrDefault(version, 0.0);
      twins.merge(
          stable + "/" + other,
          new Tally.Twins(other, 1, differs ? 1 : 0),
          (a, b) -> new Tally.Twins(other, a.all() + b.all(), a.different() + b.different()));
    }
  }

  private void sorted(Lease lease, Bins bins, boolean chosen, String version) {
    Tally.Binned cells =
        binned.computeIfAbsent(
            lease.weight().share(),
            weight ->
                new Tally.Binned(
                    Objects.requireNonNull(lease.canary()).version(),
                    weight,
                    new long[bins.count()],
                    new long[bins.count()]));
    String answer = random.nextDouble() < ones.getOrDefault(version, 0.0) ? "1" : "0";
    (chosen ? cells.canary() : cells.stable())[bins.of(answer)]++;
  }

  /** Every request is answered by the stable version, and asked of the canary too. */
  private void copied(String stable, String canary) {
    copies.merge(
        canary,
        new Tally.Split(canary, 0.5, true, counts(answered(stable)), counts(answered(canary))),
        (a, b) ->
            new Tally.Split(
                canary, 0.5, true, a.stable().plus(b.stable()), a.canary().plus(b.canary())));
  }

  private long[] answered(String version) {
    long[] counts = {REQUESTS_A_SECOND, 0};
    for (int i = 0; i < REQUESTS_A_SECOND; i++) {
      counts[1] += random.nextDouble() < errors.getOrDefault(version, 0.0) ? 1 : 0;
    }
    return counts;
  }

  private static ArmCounts counts(long[] counts) {
    long[] latency = new long[LatencyBuckets.COUNT];
    latency[LatencyBuckets.of(1_000_000)] = counts[0];
    return new ArmCounts(counts[0], counts[1], latency);
  }

  /** What a version's boxes have counted. */
  Tally tally(String version) {
    List<Tally.Split> all = new ArrayList<>();
    splits.forEach(
        (key, split) -> {
          boolean own = countedApart && split.canaryVersion().equals(version);
          if (own || key.startsWith(version + "/")) {
            all.add(split);
          }
        });
    all.addAll(copies.values());
    List<Tally.Split> told = countedApart ? own(all, version) : all;
    List<Tally.Twins> twice =
        twins.entrySet().stream()
            .filter(each -> each.getKey().startsWith(version + "/"))
            .map(Map.Entry::getValue)
            .toList();
    return new Tally(version, "boot", told, List.of(), twice, countedApart ? List.of() : counted());
  }

  /** As they are now; boxes send copies too. */
  private List<Tally.Binned> counted() {
    return binned.values().stream()
        .map(
            each ->
                new Tally.Binned(
                    each.canaryVersion(),
                    each.weight(),
                    each.stable().clone(),
                    each.canary().clone()))
        .toList();
  }

  /** The arm that a version's own boxes count. */
  private static List<Tally.Split> own(List<Tally.Split> all, String version) {
    return all.stream()
        .map(
            split -> {
              boolean canary = split.canaryVersion().equals(version);
              return split.shadow()
                  ? split
                  : new Tally.Split(
                      split.canaryVersion(),
                      split.weight(),
                      canary ? ArmCounts.none() : split.stable(),
                      canary ? split.canary() : ArmCounts.none());
            })
        .toList();
  }
}
