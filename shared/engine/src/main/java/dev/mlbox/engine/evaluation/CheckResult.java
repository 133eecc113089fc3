package dev.mlbox.engine.evaluation;

import dev.mlbox.core.gate.GateReport;
import dev.mlbox.core.judge.Bins;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.measure.LiveResult;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.portrait.Portraits;
import dev.mlbox.core.table.Table;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param candidate what was measured of it
 * @param kept the candidate's answers, row by row
 * @param asked the first rows as the candidate was given them, for the probe; without columns when
 *     it was not asked
 * @param baseline what was measured of the baseline; empty without one
 * @param report the verdicts
 * @param provableMargin what these rows can prove, in words
 * @param looks how many candidates they have judged and what that means, in words
 * @param live the candidate on the mix of recent requests
 * @param portraits how both models' answers look
 * @param bins the candidate's answers beside the baseline's; empty where too few are known
 */
public record CheckResult(
    Evaluation candidate,
    KeptAnswers kept,
    Table asked,
    Optional<Evaluation> baseline,
    GateReport report,
    Optional<String> provableMargin,
    Optional<String> looks,
    Optional<LiveResult> live,
    Portraits portraits,
    Optional<Bins> bins) {

  /** The candidate's answers, row by row. */
  public Predictions answers() {
    return answers(kept.rows());
  }

  /** Its first answers. */
  public Predictions answers(int first) {
    return kept.first(first);
  }
}
