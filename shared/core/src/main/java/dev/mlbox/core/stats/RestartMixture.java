package dev.mlbox.core.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Evidence as a weighted sum over starting points, so that a change for the worse is not hidden by
 * what was gathered before it. Immutable.
 *
 * <p>Each summand is a test martingale from its start and 1 before; the weights sum to 1, so the
 * sum is a test martingale too and Ville's bound holds (compare Shin, Ramdas and Rinaldo, 2022,
 * E-detectors). The starts of the steps have equal weights that sum to ½; the j-th minute start
 * weighs 1/(2j(j+1)), which sums to ½ too. Starts that have not come yet count with their weight
 * times 1. Only the youngest minute starts are kept; a dropped one counts as 0, which costs power
 * and keeps the bound.
 *
 * @param <T> the evidence of one starting point; immutable
 */
public final class RestartMixture<T> {
  /** How many minute starts are kept unless stated otherwise. */
  public static final int KEPT_MINUTES = 120;

  private final T fresh;
  private final int steps;
  private final int keptMinutes;
  private final List<T> stepStarts;
  private final MinuteStarts<T> minuteStarts;

  /**
   * One minute start.
   *
   * @param ordinal which minute it was, from 1
   */
  private record Start<T>(long ordinal, T evidence) {
    double logWeight() {
      return -Math.log(2.0 * ordinal * (ordinal + 1));
    }
  }

  private record MinuteStarts<T>(long passed, List<Start<T>> youngest) {
    double logWeightToCome() {
      return -Math.log(2 * (passed + 1.0));
    }
  }

  private RestartMixture(
      T fresh, int steps, int keptMinutes, List<T> stepStarts, MinuteStarts<T> minuteStarts) {
    Require.that(steps >= 1, "steps must be at least 1", steps);
    Require.that(keptMinutes >= 1, "keptMinutes must be at least 1", keptMinutes);
    this.fresh = fresh;
    this.steps = steps;
    this.keptMinutes = keptMinutes;
    this.stepStarts = stepStarts;
    this.minuteStarts = minuteStarts;
  }

  /**
   * A mixture without a start, of ln E 0, that keeps {@value #KEPT_MINUTES} minute starts.
   *
   * @param fresh evidence that has seen nothing, with ln E 0
   * @param steps how many steps there will be, at least 1
   */
  public static <T> RestartMixture<T> of(T fresh, int steps) {
    return of(fresh, steps, KEPT_MINUTES);
  }

  /**
   * A mixture without a start, of ln E 0.
   *
   * @param fresh evidence that has seen nothing, with ln E 0
   * @param steps how many steps there will be, at least 1
   * @param keptMinutes how many of the youngest minute starts are kept, at least 1
   */
  public static <T> RestartMixture<T> of(T fresh, int steps, int keptMinutes) {
    return new RestartMixture<>(
        fresh, steps, keptMinutes, List.of(), new MinuteStarts<>(0, List.of()));
  }

  /**
   * The next step starts now.
   *
   * @throws IllegalStateException if all steps have started
   */
  public RestartMixture<T> startStep() {
    if (stepStarts.size() == steps) {
      throw new IllegalStateException("all " + steps + " steps have started");
    }
    return new RestartMixture<>(fresh, steps, keptMinutes, appended(stepStarts), minuteStarts);
  }

  /** The next minute starts now. */
  public RestartMixture<T> startMinute() {
    return startMinute(1);
  }

  /**
   * A minute starts now that comes some minutes after the last one. Those in between have no start:
   * they count as 0, so that what a minute weighs does not depend on which others were kept.
   *
   * @param minutes at least 1
   */
  public RestartMixture<T> startMinute(long minutes) {
    Require.that(minutes >= 1, "minutes must be at least 1", minutes);
    long ordinal = minuteStarts.passed() + minutes;
    List<Start<T>> all = new ArrayList<>(minuteStarts.youngest());
    all.add(new Start<>(ordinal, fresh));
    List<Start<T>> youngest = all.subList(Math.max(0, all.size() - keptMinutes), all.size());
    return with(new MinuteStarts<>(ordinal, List.copyOf(youngest)));
  }

  /**
   * Minutes pass in which nothing starts.
   *
   * @param minutes 0 or more
   */
  public RestartMixture<T> passMinutes(long minutes) {
    Require.that(minutes >= 0, "minutes must not be negative", minutes);
    return minutes == 0
        ? this
        : with(new MinuteStarts<>(minuteStarts.passed() + minutes, minuteStarts.youngest()));
  }

  private RestartMixture<T> with(MinuteStarts<T> starts) {
    return new RestartMixture<>(fresh, steps, keptMinutes, stepStarts, starts);
  }

  private List<T> appended(List<T> starts) {
    List<T> longer = new ArrayList<>(starts);
    longer.add(fresh);
    return Collections.unmodifiableList(longer);
  }

  /**
   * Adds a batch to every starting point that has come.
   *
   * @param batch evidence before the batch to evidence after it
   */
  public RestartMixture<T> plus(UnaryOperator<T> batch) {
    return new RestartMixture<>(
        fresh,
        steps,
        keptMinutes,
        stepStarts.stream().map(batch).toList(),
        new MinuteStarts<>(
            minuteStarts.passed(),
            minuteStarts.youngest().stream()
                .map(start -> new Start<>(start.ordinal(), batch.apply(start.evidence())))
                .toList()));
  }

  /**
   * ln E of the mixture.
   *
   * @param logE ln E of one starting point
   */
  public double logE(ToDoubleFunction<? super T> logE) {
    int kept = minuteStarts.youngest().size();
    double[] terms = new double[stepStarts.size() + kept + 2];
    int next = 0;
    for (T start : stepStarts) {
      terms[next++] = logE.applyAsDouble(start) - Math.log(2.0 * steps);
    }
    for (Start<T> start : minuteStarts.youngest()) {
      terms[next++] = logE.applyAsDouble(start.evidence()) + start.logWeight();
    }
    terms[next++] = Math.log(0.5 * (steps - stepStarts.size()) / steps);
    terms[next] = minuteStarts.logWeightToCome();
    return LogSumExp.of(terms);
  }
}
