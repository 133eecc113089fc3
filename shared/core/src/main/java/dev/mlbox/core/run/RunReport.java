package dev.mlbox.core.run;

import dev.mlbox.core.data.DataFinding;
import dev.mlbox.core.gate.GateReport;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.measure.LiveResult;
import dev.mlbox.core.portrait.Portraits;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a command did, for reports, fronts and machines.
 *
 * @param command the front's word for it
 * @param outcome for fronts
 * @param headline one line: the finding, not the effort
 * @param problems what stood in the way; empty when nothing did
 * @param origin where the model came from: commit, author, command, digest
 * @param checked what was measured and judged; null when nothing was
 * @param release what was boxed; null when nothing was
 * @param rollout how it was rolled out; null when it was not
 * @param began when
 * @param took how long
 * @param files reports that were written, as paths
 */
public record RunReport(
    String command,
    Outcome outcome,
    String headline,
    List<Problem> problems,
    Map<String, String> origin,
    @Nullable Checked checked,
    @Nullable Release release,
    @Nullable RolloutEnd rollout,
    Instant began,
    Duration took,
    List<String> files) {

  public RunReport {
    problems = List.copyOf(problems);
    origin = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(origin));
    files = List.copyOf(files);
  }

  /** The same, with the files it was written to. */
  public RunReport writtenTo(List<String> paths) {
    return new RunReport(
        command, outcome, headline, problems, origin, checked, release, rollout, began, took,
        paths);
  }

  /**
   * What was measured and judged.
   *
   * @param candidate of the new model
   * @param baseline of the model it was compared with; null when there was none
   * @param baselineOrigin which model that was, in words
   * @param gates verdicts; empty when only measured
   * @param provable what the rows can prove, in words; empty when not known
   * @param looks how many candidates the rows have judged and what that means; empty for the first
   * @param data what was found in the rows
   * @param live the candidate on the mix of recent requests; null without those
   * @param portraits how both models' answers look
   */
  public record Checked(
      Evaluation candidate,
      @Nullable Evaluation baseline,
      String baselineOrigin,
      GateReport gates,
      String provable,
      String looks,
      List<DataFinding> data,
      @Nullable LiveResult live,
      Portraits portraits) {

    public Checked {
      data = List.copyOf(data);
    }
  }
}
