package dev.mlbox.testkit;

import dev.mlbox.core.judge.ArmCounts;
import dev.mlbox.core.judge.Bins;
import dev.mlbox.core.judge.LatencyBuckets;
import dev.mlbox.core.judge.OwnMetric;
import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.port.MetricSource;
import dev.mlbox.core.port.ProbeMemory;
import dev.mlbox.core.port.Prober;
import dev.mlbox.core.port.RolloutMemory;
import dev.mlbox.core.port.Target;
import dev.mlbox.core.port.TrafficSplitter;
import dev.mlbox.core.port.Workloads;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Health;
import dev.mlbox.core.rollout.Holdout;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A target in memory with traffic: each second's requests are drawn by the lease as a box draws
 * them, and a weight that nobody renewed within its time is 0.
 */
public final class FakeWorld
    implements Workloads, MetricSource, RolloutMemory, Prober, ProbeMemory {
  private static final int REQUESTS_A_SECOND = 100;
  private static final int REMEMBERED_SECONDS = 10_000;

  private final SplittableRandom random = new SplittableRandom(7);
  private final Map<String, Double> errors = new HashMap<>();
  private final Map<String, String> troubles = new HashMap<>();
  private final Set<String> running = new TreeSet<>();
  private final Map<String, Tally.Split> splits = new TreeMap<>();
  private final Map<String, Tally.Split> copies = new TreeMap<>();
  private final List<Long> canaryRequests = new ArrayList<>();
  private Stored stored = new Stored(RolloutRecord.empty(), "0");
  private long renewal = -1;
  private Instant renewed = Instant.EPOCH;
  private String served = "";
  private final Map<String, Weight> provided = new HashMap<>();
  private final Map<String, Known> kept = new HashMap<>();
  private final Set<String> slow = new TreeSet<>();
  private final Map<String, Double> ones = new HashMap<>();
  private final Map<Double, Tally.Binned> binned = new TreeMap<>();
  private boolean away;
  private boolean countedApart;
  private @Nullable MlboxException stumble;
  private ToDoubleFunction<String> own =
      version -> {
        throw MlboxException.broken(Problem.of("nobody knows"), null);
      };
  private UnaryOperator<Predictions> answer = UnaryOperator.identity();
  private Predictions known = Predictions.of(new dev.mlbox.core.table.Column.Whole(new long[0]));

  /** A world whose traffic runs on a clock. */
  public FakeWorld(FakeTime time) {
    time.everySecond(this::second);
  }

  public Target target() {
    return new Target(this, this, this, this, this);
  }

  /** One whose requests are split before they reach a box, so that each version counts its own. */
  public Target target(TrafficSplitter splitter) {
    countedApart = splitter.kind().isOutside();
    return new Target(this, this, this, this, this, splitter);
  }

  /** A version's share of requests that fail. */
  public void failing(String version, double share) {
    errors.put(version, share);
  }

  /** A version's share of answers that are 1; the others are 0. */
  public void sayingOne(String version, double share) {
    ones.put(version, share);
  }

  /** What keeps a version from becoming ready. */
  public void trouble(String version, String words) {
    troubles.put(version, words);
  }

  /** Whether the target answers nobody; boxes go on. */
  public void away(boolean isAway) {
    away = isAway;
  }

  /** Whether a version's boxes are on their way, neither ready nor in trouble. */
  public void slowToStart(String version, boolean isSlow) {
    if (isSlow) {
      slow.add(version);
    } else {
      slow.remove(version);
    }
  }

  /** The next change of what serves, or of what runs, fails in this way. */
  public void stumbleOnce(MlboxException how) {
    stumble = how;
  }

  /** What somebody else wrote. */
  public void change(UnaryOperator<RolloutRecord> how) {
    stored =
        new Stored(
            how.apply(stored.record()), Integer.toString(Integer.parseInt(stored.revision()) + 1));
  }

  private void stumble() {
    MlboxException how = stumble;
    if (how != null) {
      stumble = null;
      throw how;
    }
  }

  /** What boxes answer to the probe, made of what was evaluated. */
  public void answering(Predictions evaluated, UnaryOperator<Predictions> change) {
    known = evaluated;
    answer = change;
  }

  public Set<String> running() {
    return Set.copyOf(running);
  }

  /** Which version takes what arrives. */
  public String served() {
    return served;
  }

  /** Requests that were given to a canary, or to whoever keeps a share, second by second. */
  public List<Long> canaryRequests() {
    return List.copyOf(canaryRequests);
  }

  private void second(Instant now) {
    Lease lease = stored.record().lease();
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

  private void sorted(Lease lease, Bins bins, boolean chosen, String version) {
    Tally.Binned cells =
        binned.computeIfAbsent(
            lease.weight().share(),
            weight ->
                new Tally.Binned(
                    java.util.Objects.requireNonNull(lease.canary()).version(),
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

  private void requireHere() {
    if (away) {
      throw MlboxException.broken(Problem.of("the target does not answer"), null);
    }
  }

  @Override
  public Route start(Release release) {
    requireHere();
    running.add(release.version());
    return new Route(release.version(), release.version() + ":80");
  }

  @Override
  public Health health(String version) {
    requireHere();
    if (!running.contains(version)) {
      return Health.NONE;
    }
    String trouble = troubles.getOrDefault(version, "");
    boolean ready = trouble.isEmpty() && !slow.contains(version);
    return new Health(1, ready ? 1 : 0, trouble);
  }

  @Override
  public void serve(Route route) {
    requireHere();
    stumble();
    served = route.version();
  }

  @Override
  public void keepOnly(Set<String> versions) {
    requireHere();
    stumble();
    running.retainAll(versions);
  }

  @Override
  public void forgetAllBut(Set<String> versions) {
    requireHere();
    kept.keySet().retainAll(versions);
  }

  /** How large a version was made at last: the share it was made for. */
  public Map<String, Weight> provided() {
    return Map.copyOf(provided);
  }

  @Override
  public void provide(Weight share, Release release, Release serving) {
    requireHere();
    provided.put(release.version(), share);
  }

  @Override
  public void keep(String version, Known known) {
    requireHere();
    kept.put(version, known);
  }

  @Override
  public Optional<Known> recall(String version) {
    requireHere();
    return Optional.ofNullable(kept.get(version));
  }

  /** Logs take their time, in which no canary may go on getting requests. */
  @Override
  public List<String> lastWords(String version) {
    Lease lease = stored.record().lease();
    boolean asked = lease != null && lease.canary() != null && !lease.weight().isZero();
    return List.of((asked ? "words under fire of " : "last words of ") + version);
  }

  @Override
  public Map<String, Tally> tallies(String version) {
    requireHere();
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
    return Map.of(
        "box of " + version,
        new Tally(
            version, "boot", told, List.of(), List.of(), countedApart ? List.of() : counted()));
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

  /** What a version has of the user's own metrics; by default nobody knows. */
  public void measuring(ToDoubleFunction<String> metric) {
    own = metric;
  }

  @Override
  public double measure(OwnMetric metric, String version) {
    return own.applyAsDouble(version);
  }

  @Override
  public Stored load() {
    requireHere();
    return stored;
  }

  @Override
  public Stored save(RolloutRecord record, String revision) throws Conflict {
    requireHere();
    if (!revision.equals(stored.revision())) {
      throw new Conflict("revision " + stored.revision());
    }
    stored = new Stored(record, Integer.toString(Integer.parseInt(revision) + 1));
    return stored;
  }

  @Override
  public Predictions ask(Route route, Table rows) {
    requireHere();
    return answer.apply(known);
  }
}
