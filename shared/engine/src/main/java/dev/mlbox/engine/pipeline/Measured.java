package dev.mlbox.engine.pipeline;

import dev.mlbox.core.data.DataProfile;
import dev.mlbox.core.judge.Bins;
import dev.mlbox.core.run.Probe;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.evaluation.CheckResult;
import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param result with the rows' answers
 * @param checked for the report
 * @param profile what the rows are like
 * @param given the columns that the model was given
 * @param probe rows that every box of this model has to answer alike
 */
public record Measured(
    CheckResult result, RunReport.Checked checked, DataProfile profile, Given given, Probe probe) {

  /** The model's answers beside those of the one it was compared with; null when unknown. */
  public @Nullable Bins bins() {
    return result.bins().orElse(null);
  }
}
