package dev.mlbox.testkit;

import dev.mlbox.core.judge.OwnMetric;
import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.port.Alarm;
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
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final FakeTraffic traffic = new FakeTraffic();

  private final Map<String, String> troubles = new HashMap<>();
  private final Set<String> running = new TreeSet<>();
  private Stored stored = new Stored(RolloutRecord.empty(), "0");
  private String served = "";
  private final Map<String, Weight> provided = new HashMap<>();
  private final Map<String, Known> kept = new HashMap<>();
  private final Set<String> slow = new TreeSet<>();
  private final List<Alarm> alarms = new ArrayList<>();
  private boolean ringing;
  private String mute = "";
  private boolean away;
  private @Nullable MlboxException stumble;
  private ToDoubleFunction<String> own =
      version -> {
        throw MlboxException.broken(Problem.of("nobody knows"), null);
      };
  private UnaryOperator<Predictions> answer = UnaryOperator.identity();
  private Predictions known = Predictions.of(new dev.mlbox.core.table.Column.Whole(new long[0]));

  /** A world whose traffic runs on a clock. */
  public FakeWorld(FakeTime time) {
    time.everySecond(now -> traffic.second(stored.record().lease(), now));
  }

  public Target target() {
    return new Target(this, this, this, this, this);
  }

  /** One whose requests are split before they reach a box, so that each version counts its own. */
  public Target target(TrafficSplitter splitter) {
    traffic.countApart(splitter.kind().isOutside());
    return new Target(this, this, this, this, this, splitter);
  }

  /** A version's share of requests that fail. */
  public void failing(String version, double share) {
    traffic.failing(version, share);
  }

  /** A version's share of answers that are 1; the others are 0. */
  public void sayingOne(String version, double share) {
    traffic.sayingOne(version, share);
  }

  /** A version's share of answers that are other than those of all other versions. */
  public void differing(String version, double share) {
    traffic.differing(version, share);
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
    return traffic.canaryRequests();
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
    return Map.of("box of " + version, traffic.tally(version));
  }

  /** Whether boxes say at once that a look is due, whenever they are asked to. */
  public void ringing(boolean isSo) {
    ringing = isSo;
  }

  /** Why no probe is answered; empty when it is. */
  public void mute(String why) {
    mute = why;
  }

  /** What boxes were asked to tell of. */
  public List<Alarm> alarms() {
    return List.copyOf(alarms);
  }

  @Override
  public void listen(Alarm alarm, Runnable told) {
    alarms.add(alarm);
    if (ringing) {
      told.run();
    }
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
    if (!mute.isEmpty()) {
      throw MlboxException.broken(Problem.of(mute), null);
    }
    return answer.apply(known);
  }
}
