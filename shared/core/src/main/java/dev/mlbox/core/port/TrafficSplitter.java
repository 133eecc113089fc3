package dev.mlbox.core.port;

import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Splitting;
import dev.mlbox.core.rollout.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Leads requests to two versions. The saved lease says the same to the boxes, and goes first: a
 * splitter that is slow, or that nobody is there to turn back, sends requests to a canary that
 * passes them on.
 */
public interface TrafficSplitter {

  /** What it splits by. */
  Splitting kind();

  /**
   * Lets requests go where a split says; may be done again.
   *
   * @throws dev.mlbox.core.problem.MlboxException BROKEN when the target does not answer, or does
   *     not take the split
   */
  void split(Split split);

  /**
   * The canary's share that it was told last, as the target has it; 0 % when nobody is on trial.
   */
  Weight current();

  /**
   * Where requests go.
   *
   * @param stable gets what the canary does not
   * @param canary null when nobody is on trial
   * @param weight the canary's share
   */
  record Split(Route stable, @Nullable Route canary, Weight weight) {
    public Split {
      if (canary == null && !weight.isZero()) {
        throw new IllegalArgumentException("a weight of " + weight + " without a canary");
      }
    }

    /** Everything to one version. */
    public static Split only(Route stable) {
      return new Split(stable, null, Weight.ZERO);
    }
  }
}
