package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** `sticky`: some users fail whatever answers them, and each is on one version for good. */
class DependentUsersTest {
  private static final Instant T0 = Instant.parse("2026-11-28T10:00:00Z");
  private static final double[] WEIGHTS = {0.01, 0.05, 0.25, 0.5};
  private static final int USERS = 300;
  private static final int ALWAYS_FAILING = 3;
  private static final Judge JUDGE =
      new Judge(List.of(Criterion.parse("errors > 1.5 * stable and > 0.5%")), 0.01, 4);

  @Test
  void aShadowInWhichNothingWasCopiedTakesNoStepFromTheCanary() {
    List<LiveBatch> log =
        List.of(
            users(0, LiveBatch.SHADOW), requests(1, 0), users(1, 0), requests(2, 1), users(2, 1));
    Judge judge = new Judge(JUDGE.criteria(), 0.01, 2);
    assertThat(judge.assess(log, true).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aRolloutThatHadMoreStepsThanAreConfiguredNowIsJudged() {
    List<LiveBatch> log = List.of(requests(0, 0), requests(1, 1), requests(2, 2));
    Judge judge = new Judge(JUDGE.criteria(), 0.01, 1);
    assertThat(judge.assess(log).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aVersionThatFailsMostOfItsUsersIsNotLeftToAFew() {
    List<LiveBatch> log =
        List.of(
            users(0, 0),
            new LiveBatch(0, 0, 0.2, new ArmOutcome(800, 0, 0, 0), new ArmOutcome(200, 0, 0, 0)),
            new LiveBatch(3, 0, 0.2, new ArmOutcome(400, 0, 0, 0), new ArmOutcome(60, 45, 0, 0)),
            rail(3));
    Assessment said = JUDGE.assess(log, true);
    assertThat(said.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(said.reason())
        .contains(
            "is taken for proven", "most of the canary's users had most of their latest requests");
  }

  @Test
  void aClientWhoseRequestsFailOnEitherVersionIsNoRail() {
    LiveBatch one =
        new LiveBatch(3, 0, 0.05, new ArmOutcome(400, 0, 0, 0), new ArmOutcome(60, 45, 0, 0));
    assertThat(JUDGE.assess(List.of(users(0, 0), one), true).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void whatFailsOnBothVersionsIsNoRail() {
    LiveBatch both =
        new LiveBatch(0, 0, 0.2, new ArmOutcome(400, 200, 0, 0), new ArmOutcome(60, 45, 0, 0));
    assertThat(JUDGE.assess(List.of(users(0, 0), both, rail(0)), true).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void oneUserIsNoRailUntilThereIsNobodyElseToWaitFor() {
    assertThat(oneUserFails(1)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(oneUserFails(3)).isEqualTo(Verdict.FAIL);
  }

  private static Verdict oneUserFails(int step) {
    ArmOutcome one = new ArmOutcome(1, 1, 0, 0);
    List<LiveBatch> log =
        List.of(
            users(0, 0),
            new LiveBatch(3, step, 0.2, new ArmOutcome(400, 0, 0, 0), new ArmOutcome(60, 60, 0, 0)),
            new LiveBatch(3, step, 0.5, ArmOutcome.NONE, one, Map.of(), RailLedger.SIGNAL));
    return JUDGE.assess(log, true).verdict();
  }

  private static LiveBatch rail(long minute) {
    ArmOutcome most = new ArmOutcome(7, 5, 0, 0);
    return new LiveBatch(minute, 0, 0.5, ArmOutcome.NONE, most, Map.of(), RailLedger.SIGNAL);
  }

  private static LiveBatch requests(long minute, int step) {
    ArmOutcome few = new ArmOutcome(50, 0, 0, 0);
    return new LiveBatch(minute, step, 0.5, few, few);
  }

  private static LiveBatch users(long minute, int step) {
    return new LiveBatch(
        minute, step, 0.5, ArmOutcome.NONE, ArmOutcome.NONE, Map.of(), UserLedger.SIGNAL);
  }

  /** What boxes would count in a rollout in which every user asks three times a minute. */
  private static final class World {
    private final SplittableRandom random;
    private final double[] points = new double[USERS];
    private final double canaryFails;
    private final ArmCounts[][] sums = new ArmCounts[WEIGHTS.length][2];
    private final List<Tally.BadUser> bad = new ArrayList<>();

    World(long seed, double canaryFails) {
      this.random = new SplittableRandom(seed);
      this.canaryFails = canaryFails;
      for (int user = 0; user < USERS; user++) {
        points[user] = random.nextDouble();
      }
    }

    void minute(int step) {
      long[][] counts = new long[2][2];
      for (int user = 0; user < USERS; user++) {
        int arm = points[user] < WEIGHTS[step] ? 1 : 0;
        for (int ask = 0; ask < 3; ask++) {
          boolean fails = user < ALWAYS_FAILING || (arm == 1 && random.nextDouble() < canaryFails);
          counts[arm][0]++;
          counts[arm][1] += fails ? 1 : 0;
          if (fails) {
            bad.add(new Tally.BadUser("u" + user, false, "v2", WEIGHTS[step], arm == 1));
          }
        }
      }
      for (int arm = 0; arm < 2; arm++) {
        ArmCounts now =
            new ArmCounts(counts[arm][0], counts[arm][1], new long[LatencyBuckets.COUNT]);
        ArmCounts before = sums[step][arm];
        sums[step][arm] = before == null ? now : before.plus(now);
      }
    }

    Tally tally(boolean tellsUsers) {
      List<Tally.Split> splits = new ArrayList<>();
      for (int step = 0; step < WEIGHTS.length; step++) {
        if (sums[step][0] != null) {
          splits.add(new Tally.Split("v2", WEIGHTS[step], sums[step][0], sums[step][1]));
        }
      }
      return new Tally(
          "v1",
          "boot",
          splits,
          List.of(),
          List.of(),
          List.of(),
          tellsUsers ? List.copyOf(bad) : null,
          null);
    }
  }

  private static boolean reverts(long seed, double canaryFails, boolean tellsUsers) {
    World world = new World(seed, canaryFails);
    Ledger ledger = new Ledger(T0, Duration.ofMillis(5));
    List<LiveBatch> log = ledger.read(tallies(world, tellsUsers), "v1", "v2", 0, T0);
    for (int minute = 0; minute < 40; minute++) {
      int step = minute / 10;
      world.minute(step);
      Instant now = T0.plus(Duration.ofMinutes(minute));
      for (LiveBatch batch : ledger.read(tallies(world, tellsUsers), "v1", "v2", step, now)) {
        log = LiveBatch.add(log, batch);
      }
      world.bad.clear();
      if (JUDGE.assess(log, true).verdict() == Verdict.FAIL) {
        return true;
      }
    }
    return false;
  }

  /** Two boxes name the same users. */
  private static Map<String, Tally> tallies(World world, boolean tellsUsers) {
    Tally box = world.tally(tellsUsers);
    if (!tellsUsers) {
      return Map.of("box", box);
    }
    Tally other =
        new Tally(
            "v1",
            "boot",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            world.tally(true).users(),
            null);
    return Map.of("box", box, "other", other);
  }

  private static double share(int rollouts, double canaryFails, boolean tellsUsers) {
    int reverted = 0;
    for (long seed = 0; seed < rollouts; seed++) {
      reverted += reverts(seed, canaryFails, tellsUsers) ? 1 : 0;
    }
    return (double) reverted / rollouts;
  }

  @Test
  void usersWhoFailEverywhereRevertNoEqualVersionWhenEachCountsOnce() {
    double byRequests = share(100, 0, false);
    double byUsers = share(100, 0, true);
    System.out.printf(
        "3 of 300 users fail everywhere: equal versions reverted by requests %.1f %%, by users %.1f %%%n",
        100 * byRequests, 100 * byUsers);
    assertThat(byRequests).isGreaterThan(0.15);
    assertThat(byUsers).isLessThanOrEqualTo(0.01);
  }

  @Test
  void aCanaryThatFailsItsUsersIsRevertedAllTheSame() {
    assertThat(share(20, 0.2, true)).isEqualTo(1);
  }
}
