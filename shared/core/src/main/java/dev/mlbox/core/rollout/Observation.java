package dev.mlbox.core.rollout;

import dev.mlbox.core.gate.Verdict;
import java.time.Duration;

/**
 * What can be seen of a rollout at one moment.
 *
 * @param first whether there is no stable version yet
 * @param stable health of the stable version; {@link Health#NONE} when there is none
 * @param canary health of the version that is being rolled out
 * @param probe PASS when every probed row was equal, FAIL when one differed, INCONCLUSIVE while not
 *     done, ERROR when it could not be asked
 * @param stepRequests how many requests the canary was given in the present step
 * @param judged the worst verdict of all criteria
 * @param reason why, in words, for whatever is not a pass
 * @param interrupted whether somebody wants it to end
 * @param stableGone for how long no box of the stable version has answered; zero while one does
 * @param doubt in words, empty when there is none. Of a canary: in what it has been worse of late,
 *     which may be chance. Of a watched version: why it looks worse than the old one was before;
 *     perhaps the world has changed, and both are worse. No verdict in either case
 */
public record Observation(
    boolean first,
    Health stable,
    Health canary,
    Verdict probe,
    long stepRequests,
    Verdict judged,
    String reason,
    boolean interrupted,
    Duration stableGone,
    String doubt) {

  /** Of what gives no reason to doubt. */
  public Observation(
      boolean first,
      Health stable,
      Health canary,
      Verdict probe,
      long stepRequests,
      Verdict judged,
      String reason,
      boolean interrupted) {
    this(
        first, stable, canary, probe, stepRequests, judged, reason, interrupted, Duration.ZERO, "");
  }
}
