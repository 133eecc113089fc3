package dev.mlbox.core.foresight;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Judge;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.rollout.Health;
import dev.mlbox.core.rollout.Observation;
import dev.mlbox.core.rollout.Promotion;
import dev.mlbox.core.rollout.RolloutMachine;
import dev.mlbox.core.rollout.RolloutState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * Rollouts that are played through by chance, with the state machine and the judge that drive real
 * ones: what {@link Foresight} expects, checked against what happens around it.
 *
 * @param runs how many were played
 * @param proven of these, promoted on their evidence
 * @param unproven of these, with patience over: what {@code unproven} says was done
 * @param reverted of these
 * @param median time until that, half of them
 * @param slowest nine in ten
 */
public record Rehearsal(
    int runs, int proven, int unproven, int reverted, Duration median, Duration slowest) {
  private static final Instant START = Instant.EPOCH;
  private static final Health WELL = new Health(1, 1, "");
  private static final int LOOKS = 150;

  /**
   * Plays.
   *
   * @param errors the canary's share of errors
   * @param seed the same one gives the same rollouts
   */
  public static Rehearsal of(
      CanaryConfig config, Traffic traffic, double errors, int runs, long seed) {
    return of(config, traffic, errors, runs, seed, () -> {});
  }

  /**
   * The same, told about as it goes on.
   *
   * @param played is told after each rollout
   */
  public static Rehearsal of(
      CanaryConfig config, Traffic traffic, double errors, int runs, long seed, Runnable played) {
    SplittableRandom random = new SplittableRandom(seed);
    Play play = new Play(config, traffic, errors);
    int proven = 0;
    int reverted = 0;
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      RolloutState end = play.through(random.split());
      played.run();
      times.add(Duration.between(START, end.since()));
      if (end instanceof RolloutState.Reverting reverting) {
        reverted += reverting.reason().startsWith("not proven") ? 0 : 1;
      } else if (end instanceof RolloutState.Promoting promoting) {
        proven += promoting.note().isEmpty() ? 1 : 0;
      }
    }
    times.sort(null);
    return new Rehearsal(
        runs,
        proven,
        runs - proven - reverted,
        reverted,
        times.get((runs - 1) / 2),
        times.get((runs - 1) * 9 / 10));
  }

  /** One configuration's rollouts; a look every so often, at most some hundred in each. */
  private record Play(CanaryConfig config, Traffic traffic, double errors) {

    RolloutState through(SplittableRandom random) {
      // Whether a person is waited for afterwards is no matter of chance.
      RolloutMachine machine = new RolloutMachine(config.rules().promoted(Promotion.AUTO));
      Judge judge = config.wholeJudge().canary();
      Duration patience = config.rules().patience();
      long every = Math.max(1, patience.toSeconds() / LOOKS);
      RolloutState state = new RolloutState.Shifting(0, START, START);
      RehearsedJudge seen = new RehearsedJudge(judge);
      Instant now = START;
      Instant last = START.plus(patience).plusSeconds(every);
      while (state instanceof RolloutState.Shifting shifting && now.isBefore(last)) {
        now = now.plusSeconds(every);
        seen.add(batch(shifting, every, now, random));
        state = machine.next(state, observed(seen, shifting), now).state();
      }
      // A canary that is held stays as it is, with its patience over.
      return state instanceof RolloutState.Shifting
          ? new RolloutState.Reverting(now, "not proven", false)
          : state;
    }

    private LiveBatch batch(
        RolloutState.Shifting state, long seconds, Instant now, SplittableRandom random) {
      double share = config.rules().weights().get(state.step()).share();
      double all = traffic.perSecond() * seconds;
      long minute = Duration.between(START, now).toMinutes();
      return new LiveBatch(
          minute,
          state.step(),
          share,
          arm(all * (1 - share), traffic.errors(), random),
          arm(all * share, errors, random));
    }

    private static ArmOutcome arm(double expected, double bad, SplittableRandom random) {
      int seen =
          expected == 0
              ? 0
              : PoissonDistribution.of(expected).inverseCumulativeProbability(random.nextDouble());
      int slow = drawn(seen, Traffic.SLOW, random);
      return new ArmOutcome(seen, drawn(seen, bad, random), seen, slow);
    }

    private static int drawn(int of, double share, SplittableRandom random) {
      return of == 0
          ? 0
          : BinomialDistribution.of(of, share).inverseCumulativeProbability(random.nextDouble());
    }

    private static Observation observed(RehearsedJudge seen, RolloutState.Shifting state) {
      return new Observation(
          false,
          WELL,
          WELL,
          Verdict.INCONCLUSIVE,
          seen.requests(state.step()),
          seen.verdict(),
          seen.reason(),
          false);
    }
  }
}
