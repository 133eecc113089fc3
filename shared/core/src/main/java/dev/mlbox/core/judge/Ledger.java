package dev.mlbox.core.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns boxes' counters, which only grow, into batches. Keeps the last reading of each box, so that
 * a box that restarts or vanishes adds neither negative nor double counts.
 *
 * <p>Counts from before the first reading of a box are not evidence, be it late: the version may
 * have been on trial before. They only give the first limit of what is slow.
 */
public final class Ledger {
  private final SlowLimit limit;
  private final SlownessLedger slowness;
  private final Map<String, Reading> readings = new HashMap<>();
  private final LabelLedger labels = new LabelLedger();
  private final TwinLedger twins = new TwinLedger();
  private final UserLedger users = new UserLedger();
  private final RailLedger rail = new RailLedger();
  private boolean first = true;

  private record Reading(String boot, Map<String, Tally.Split> splits) {}

  /** When in a rollout. */
  record Place(long minute, int step) {}

  /**
   * A ledger of a rollout.
   *
   * @param began minutes are counted from there
   * @param slowFrom no request is slow below this, however fast the stable version is
   */
  public Ledger(Instant began, Duration slowFrom) {
    this(began, slowFrom, Duration.ZERO);
  }

  /**
   * A ledger of a rollout with boxes that are slow at first.
   *
   * @param began minutes are counted from there
   * @param slowFrom no request is slow below this, however fast the stable version is
   * @param grace the longest time from the beginning of each step in which being late may say
   *     nothing: its boxes are new, their code is not compiled and their connections are not open.
   *     It ends sooner for a canary that answers well
   */
  public Ledger(Instant began, Duration slowFrom, Duration grace) {
    this.limit = new SlowLimit(began, slowFrom);
    this.slowness = new SlownessLedger(grace);
  }

  /**
   * Goes on from a log that another ledger wrote.
   *
   * @param knownSlowMillis as {@link #slowMillis} said it then; null when it was not known
   */
  public void goOn(@Nullable Double knownSlowMillis) {
    if (knownSlowMillis != null) {
      limit.goOn(knownSlowMillis);
    }
  }

  /** Who is on trial was promoted before: it is warm, unless a box of it begins. */
  public void warm() {
    slowness.warm();
  }

  /**
   * What came since the last reading.
   *
   * @param tallies by box; boxes of other versions than these two are passed over
   * @param stableVersion whose boxes draw
   * @param canaryVersion who is on trial; its boxes count only where somebody else splits
   * @param step of the canary
   * @param now the time of the reading
   * @return at most one batch for each weight that was in force, in rising order of weight, copies
   *     first, labels and users last
   */
  public List<LiveBatch> read(
      Map<String, Tally> tallies,
      String stableVersion,
      String canaryVersion,
      int step,
      Instant now) {
    long minute = limit.turn(now);
    Map<Double, Tally.Split> sums = new TreeMap<>();
    Map<Double, Tally.Split> copies = new TreeMap<>();
    Map<Double, Map<String, ArmCounts>> boxes = new TreeMap<>();
    ArmCounts stableNow = ArmCounts.none();
    boolean newcomers = false;
    Map<String, Tally> drawing = new TreeMap<>();
    Set<String> strangers = new HashSet<>();
    for (Map.Entry<String, Tally> box : tallies.entrySet()) {
      Tally tally = box.getValue();
      boolean isStable = tally.version().equals(stableVersion);
      if (!isStable && !tally.version().equals(canaryVersion)) {
        continue;
      }
      drawing.put(box.getKey(), tally);
      Reading before = readings.get(box.getKey());
      readings.put(box.getKey(), reading(tally));
      newcomers |= before == null || !before.boot().equals(tally.boot());
      boolean known = !first && before != null;
      if (!known) {
        strangers.add(box.getKey());
      }
      for (Tally.Split split : tally.splits()) {
        Tally.Split fresh = since(before, tally, split);
        stableNow = isStable ? stableNow.plus(fresh.stable()) : stableNow;
        if (known && split.canaryVersion().equals(canaryVersion)) {
          (split.shadow() ? copies : sums).merge(split.weight(), fresh, Ledger::plus);
          if (isStable && !split.shadow()) {
            boxes
                .computeIfAbsent(split.weight(), any -> new TreeMap<>())
                .put(box.getKey(), fresh.stable());
          }
        }
      }
    }
    // All boxes are new to a first reading.
    boolean begun = newcomers && !first;
    if (first) {
      first = false;
      limit.begin(stableNow);
    } else {
      limit.count(stableNow);
    }
    boolean cold = isCold(step, now, sums.values(), begun);
    List<LiveBatch> batches = new ArrayList<>();
    Place shadow = new Place(minute, LiveBatch.SHADOW);
    copies.values().forEach(split -> batches.add(batch(shadow, split, Map.of(), cold)));
    Place place = new Place(minute, step);
    sums.forEach(
        (weight, split) -> {
          // A weight that was in force once goes on being counted by boxes, with nothing new.
          if (sums.size() == 1 || split.stable().requests() + split.canary().requests() > 0) {
            batches.add(batch(place, split, boxes.getOrDefault(weight, Map.of()), cold));
          }
        });
    batches.addAll(labels.read(drawing, strangers, canaryVersion, place));
    UserLedger.Place here = new UserLedger.Place(minute, step, canaryVersion, cold);
    batches.addAll(users.read(tallies, strangers, stableVersion, here));
    rail.read(tallies, strangers, stableVersion, here).ifPresent(batches::add);
    slowness.rail(place).ifPresent(batches::add);
    twins.read(drawing, strangers, canaryVersion, place).ifPresent(batches::add);
    return batches;
  }

  /**
   * What a version that serves everything got since the last reading, as one batch of the canary.
   */
  public LiveBatch readAlone(Map<String, Tally> tallies, String version, int step, Instant now) {
    long minute = limit.turn(now);
    ArmCounts fresh = ArmCounts.none();
    for (Map.Entry<String, Tally> box : tallies.entrySet()) {
      Tally tally = box.getValue();
      if (!tally.version().equals(version)) {
        continue;
      }
      Reading before = readings.get(box.getKey());
      readings.put(box.getKey(), reading(tally));
      if (before != null) {
        for (Tally.Split split : tally.splits()) {
          fresh = fresh.plus(since(before, tally, split).stable());
        }
      }
    }
    first = false;
    slowness.look(step, now, Grace.Answers.NONE, limit.answers(fresh), false);
    ArmOutcome outcome = limit.outcome(fresh, slowness.isCold(now));
    return new LiveBatch(minute, step, 1, ArmOutcome.NONE, outcome);
  }

  /** The latency above which a request is slow, in milliseconds; infinite while not known. */
  public double slowMillis() {
    return limit.millis();
  }

  /**
   * For how many minutes on end more than one in a hundred of the stable version's answers were not
   * waited for: how long they take cannot be known until they are waited for longer.
   */
  public int outgrown() {
    return limit.outgrown();
  }

  private boolean isCold(int step, Instant now, Collection<Tally.Split> splits, boolean newcomers) {
    ArmCounts stable = ArmCounts.none();
    ArmCounts canary = ArmCounts.none();
    for (Tally.Split split : splits) {
      stable = stable.plus(split.stable());
      canary = canary.plus(split.canary());
    }
    slowness.look(step, now, limit.answers(stable), limit.answers(canary), newcomers);
    return slowness.isCold(now);
  }

  private LiveBatch batch(
      Place place, Tally.Split split, Map<String, ArmCounts> boxes, boolean cold) {
    Map<String, ArmOutcome> told = new TreeMap<>();
    if (boxes.size() > 1) {
      boxes.entrySet().stream()
          .limit(LiveBatch.MOST_BOXES)
          .forEach(box -> told.put(box.getKey(), outcome(box.getValue(), cold)));
    }
    return new LiveBatch(
        place.minute(),
        place.step(),
        split.weight(),
        outcome(split.stable(), cold),
        outcome(split.canary(), cold),
        told,
        LiveBatch.REQUESTS);
  }

  private ArmOutcome outcome(ArmCounts counts, boolean cold) {
    return limit.outcome(counts, cold).timedPart(slowness.part());
  }

  private static Reading reading(Tally tally) {
    Map<String, Tally.Split> splits = new HashMap<>();
    tally.splits().forEach(split -> splits.put(key(split), split));
    return new Reading(tally.boot(), splits);
  }

  private static Tally.Split since(@Nullable Reading before, Tally tally, Tally.Split split) {
    Tally.Split earlier =
        before == null || !before.boot().equals(tally.boot())
            ? null
            : before.splits().get(key(split));
    return earlier == null
        ? split
        : new Tally.Split(
            split.canaryVersion(),
            split.weight(),
            split.shadow(),
            split.stable().since(earlier.stable()),
            split.canary().since(earlier.canary()));
  }

  private static Tally.Split plus(Tally.Split a, Tally.Split b) {
    return new Tally.Split(
        a.canaryVersion(),
        a.weight(),
        a.shadow(),
        a.stable().plus(b.stable()),
        a.canary().plus(b.canary()));
  }

  private static String key(Tally.Split split) {
    return split.canaryVersion() + "@" + split.weight() + (split.shadow() ? " shadow" : "");
  }
}
