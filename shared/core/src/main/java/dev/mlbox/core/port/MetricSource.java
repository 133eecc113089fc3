package dev.mlbox.core.port;

import dev.mlbox.core.judge.OwnMetric;
import dev.mlbox.core.judge.Tally;
import java.util.Map;

/** Live counts. */
public interface MetricSource {

  /**
   * The counters of every box of a version that answers, by a name that stays with the box.
   *
   * @throws dev.mlbox.core.problem.MlboxException BROKEN when none answers: that is no zero
   */
  Map<String, Tally> tallies(String version);

  /**
   * What one of the user's own metrics is for a version now.
   *
   * @throws dev.mlbox.core.problem.MlboxException BROKEN when its source does not answer, or
   *     answers no number: that is no zero
   */
  double measure(OwnMetric metric, String version);

  /**
   * Asks boxes to say when something may have happened that is worth a look. Returns at once and
   * never fails; whoever cannot say so, as a box of an older mlbox, says nothing.
   *
   * @param told called from any thread, once or more often, when one has said so
   */
  default void listen(Alarm alarm, Runnable told) {}
}
