package dev.mlbox.core.run;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.ArmCounts;
import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Judge;
import dev.mlbox.core.judge.LatencyBuckets;
import dev.mlbox.core.judge.Ledger;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.judge.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * One simulated step of a canary whose boxes are cold at first, on a machine that stalls now and
 * then: each answer's time is drawn, boxes' counters are read by a real ledger at the looks that
 * the rhythm and the boxes' alarms ask for, and the judge says whether the canary goes back.
 */
final class ColdRollout {
  /** As often as a box looks at its counters. */
  private static final int TICK = 20;

  private static final int STEP = 30_000;
  private static final int COVER_AFTER = 2_000;
  private static final int SLOW = 400;
  private static final double USUAL = 5;
  private static final Instant T0 = Instant.parse("2026-11-29T10:00:00Z");
  private static final List<Criterion> CRITERIA =
      List.of(
          Criterion.parse("errors > 1.5 * stable and > 0.5%"),
          Criterion.parse("slow > 2 * stable and > 2%"));

  /**
   * What a canary meets, and what it is.
   *
   * @param share of the requests that it gets
   * @param perSecond requests, of both versions
   * @param boxes of the canary; the stable version has one more
   * @param cold how boxes are late at first
   * @param stalls of the machine
   * @param slowFrom from which of its requests on it is slow; more than it gets for an equal one
   * @param slowPart of its answers from then on
   */
  record World(
      double share,
      int perSecond,
      int boxes,
      Cold cold,
      Stalls stalls,
      int slowFrom,
      double slowPart) {
    World(double share, int boxes, Cold cold, Stalls stalls) {
      this(share, 200, boxes, cold, stalls, Integer.MAX_VALUE, 0);
    }

    World slow(int from, double part) {
      return new World(share, perSecond, boxes, cold, stalls, from, part);
    }

    World with(Cold other) {
      return new World(share, perSecond, boxes, other, stalls, slowFrom, slowPart);
    }

    World with(Stalls other) {
      return new World(share, perSecond, boxes, cold, other, slowFrom, slowPart);
    }

    World of(double otherShare) {
      return new World(otherShare, perSecond, boxes, cold, stalls, slowFrom, slowPart);
    }

    World at(int rate) {
      return new World(share, rate, boxes, cold, stalls, slowFrom, slowPart);
    }
  }

  /**
   * A box's answers are late with this probability at first.
   *
   * @param share at the box's first request
   * @param seconds in which it falls to 37 % of that; it is nothing after {@code whole}
   * @param whole seconds after which boxes are warm
   */
  record Cold(double share, double seconds, double whole) {
    static final Cold NONE = new Cold(0, 1, 0);

    double at(double second) {
      return second >= whole ? 0 : share * Math.exp(-second / seconds);
    }
  }

  /**
   * Times in which nothing is answered.
   *
   * @param everySeconds on average
   * @param millis each, on average
   * @param common whether they befall all boxes at once, else each box by itself
   * @param from second of the step
   * @param until second of the step
   */
  record Stalls(double everySeconds, double millis, boolean common, double from, double until) {
    static final Stalls NONE = new Stalls(1, 0, true, 0, 0);
  }

  private record Due(int at, boolean canary, double millis) {}

  private final World world;
  private final SplittableRandom random;
  private final Judge judge = new Judge(CRITERIA, 0.005, 4);
  private final Rhythm rhythm = new Rhythm(Duration.ofSeconds(1));
  private final Ledger ledger;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>((a, b) -> Integer.compare(a.at(), b.at()));
  private final long[][] latency = new long[2][LatencyBuckets.COUNT];
  private final long[] late = new long[2];
  private final int[] stalledUntil;
  private final double[] warmedBy;
  private long asked;
  private long bad;
  private int firstSlow = -1;
  private List<LiveBatch> log = List.of();

  ColdRollout(World world, long seed, Duration grace) {
    this.world = world;
    this.random = new SplittableRandom(seed);
    this.ledger = new Ledger(T0, Duration.ofMillis(5), grace);
    this.stalledUntil = new int[2 * world.boxes() + 1];
    this.warmedBy = new double[world.boxes()];
    for (int box = 0; box < world.boxes(); box++) {
      warmedBy[box] = 0.3 + 0.7 * random.nextDouble();
    }
  }

  /** Milliseconds from the first slow request, or of an equal one from the start, to its end. */
  OptionalInt goesBack() {
    begin();
    Assessment assessment = judge.assess(log);
    int looked = 0;
    long more = 1;
    for (int now = TICK; now <= STEP; now += TICK) {
      tick(now);
      int since = now - looked;
      boolean alarmed = bad >= more && since >= rhythm.soonest().toMillis();
      if (alarmed || since >= rhythm.untilNextLook(assessment, false).toMillis()) {
        looked = now;
        bad = 0;
        assessment = look(now);
        if (assessment.verdict() == Verdict.FAIL) {
          return OptionalInt.of(now - Math.max(0, firstSlow));
        }
        more = rhythm.worthALook(assessment, world.share()).orElseThrow();
      }
    }
    return OptionalInt.empty();
  }

  /** A minute of the stable version, by which it is known what is slow. */
  private void begin() {
    for (int i = 0; i < 3_000; i++) {
      count(new Due(0, false, usual()));
    }
    look(0);
    bad = 0;
  }

  private void tick(int now) {
    stall(now);
    double expected = world.perSecond() * TICK / 1000.0;
    int requests = (int) expected + (random.nextDouble() < expected % 1 ? 1 : 0);
    for (int i = 0; i < requests; i++) {
      boolean canary = random.nextDouble() < world.share();
      int box = canary ? random.nextInt(world.boxes()) : random.nextInt(world.boxes() + 1);
      double millis = canary ? ofCanary(box, now) : usual();
      int waits = Math.max(0, stalledUntil[canary ? box : world.boxes() + box] - now);
      due.add(new Due(now + (int) Math.min(waits + millis, COVER_AFTER), canary, waits + millis));
    }
    while (!due.isEmpty() && due.peek().at() <= now) {
      count(due.poll());
    }
  }

  private double ofCanary(int box, int now) {
    asked++;
    boolean slow = asked > world.slowFrom() && random.nextDouble() < world.slowPart();
    if (slow) {
      firstSlow = firstSlow < 0 ? now : firstSlow;
      return SLOW + usual();
    }
    boolean cold = random.nextDouble() < world.cold().at(now / 1000.0 / warmedBy[box]);
    // From a little late to very late, as code is interpreted and a processor waited for.
    return cold ? usual() * Math.exp(1.5 + 3 * random.nextDouble()) : usual();
  }

  private double usual() {
    // One in a hundred above 12 ms.
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return USUAL * Math.exp(0.4 * sum);
  }

  private void stall(int now) {
    Stalls stalls = world.stalls();
    double second = now / 1000.0;
    if (stalls.millis() == 0 || second < stalls.from() || second >= stalls.until()) {
      return;
    }
    double chance = TICK / 1000.0 / stalls.everySeconds();
    int all = stalledUntil.length;
    for (int box = 0; box < (stalls.common() ? 1 : all); box++) {
      if (random.nextDouble() < chance) {
        int until = now + (int) (-stalls.millis() * Math.log(1 - random.nextDouble()));
        for (int each = box; each < (stalls.common() ? all : box + 1); each++) {
          stalledUntil[each] = Math.max(stalledUntil[each], until);
        }
      }
    }
  }

  private void count(Due answer) {
    boolean isLate = answer.millis() >= COVER_AFTER;
    int arm = answer.canary() ? 1 : 0;
    int bucket = isLate ? LatencyBuckets.NEVER : LatencyBuckets.ofMillis(answer.millis());
    latency[arm][bucket]++;
    late[arm] += isLate ? 1 : 0;
    boolean isBad = answer.millis() > ledger.slowMillis();
    bad += answer.canary() && isBad ? 1 : 0;
  }

  private Assessment look(int millis) {
    Tally.Split split = new Tally.Split("v2", world.share(), counts(0), counts(1));
    Map<String, Tally> tallies = Map.of("box", new Tally("v1", "boot", List.of(split)));
    Instant now = T0.plusMillis(millis);
    for (LiveBatch batch : ledger.read(tallies, "v1", "v2", 0, now)) {
      log = LiveBatch.add(log, batch);
    }
    var unused = rhythm.requestsPerSecond(log, now);
    return judge.assess(log);
  }

  private ArmCounts counts(int arm) {
    long all = Arrays.stream(latency[arm]).sum();
    return new ArmCounts(all, late[arm], latency[arm].clone(), late[arm]);
  }
}
