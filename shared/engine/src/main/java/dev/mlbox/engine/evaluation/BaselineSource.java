package dev.mlbox.engine.evaluation;

import dev.mlbox.core.measure.Baseline;
import dev.mlbox.core.measure.Evaluation;
import org.jspecify.annotations.Nullable;

/** What a check may compare the candidate with. */
public sealed interface BaselineSource {

  /**
   * Nothing.
   *
   * @param firstEver whether this model has never been judged or deployed here before, which is the
   *     one case in which a gate against the baseline passes without one
   * @param why there is none, in words that follow a gate's name; for the first ever, what will be
   *     compared with later
   */
  record None(boolean firstEver, String why) implements BaselineSource {}

  /**
   * The model itself, to be asked about the same rows.
   *
   * @param version what it is called
   * @param model itself
   * @param before its last evaluation, for the count of looks at the data; null when unknown
   */
  record Model(String version, Contestant model, @Nullable Evaluation before)
      implements BaselineSource {}

  /**
   * What was kept of it.
   *
   * @param baseline its evaluation and perhaps its answers
   */
  record Stored(Baseline baseline) implements BaselineSource {}
}
