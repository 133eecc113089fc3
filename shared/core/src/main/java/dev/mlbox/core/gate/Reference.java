package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Evaluation;

/** What there is of the baseline to compare a candidate with. */
public sealed interface Reference {

  /**
   * Its answers to the candidate's rows.
   *
   * @param evaluation what was measured of it
   * @param answers to the same rows, with the same truth
   * @param together whether it was run beside the candidate, on this machine
   */
  record Answered(Evaluation evaluation, Answers answers, boolean together) implements Reference {}

  /**
   * Only its numbers: enough to compare resources.
   *
   * @param evaluation what was measured of it
   * @param why there are no answers to these rows
   */
  record Measurements(Evaluation evaluation, String why) implements Reference {}

  /**
   * Nothing at all.
   *
   * @param first whether the model has never been deployed or judged here, so that there can be no
   *     baseline
   * @param why there is none; of a first one, what will be compared with later
   */
  record Missing(boolean first, String why) implements Reference {}
}
