package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.measure.LiveMix;
import dev.mlbox.core.measure.Slicing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that gates are judged by.
 *
 * @param evaluation what was measured of the candidate
 * @param answers the candidate's, row by row
 * @param reference what it is compared with
 * @param slicings how the rows can be cut; each slicing that a gate names is among them
 * @param live the mix of recent requests; null when none were given
 */
public record Candidacy(
    Evaluation evaluation,
    Answers answers,
    Reference reference,
    List<Slicing> slicings,
    @Nullable LiveMix live) {

  public Candidacy {
    slicings = List.copyOf(slicings);
  }

  /** Whether the baseline is this very model. */
  boolean isSameModel() {
    return reference instanceof Reference.Answered other
        && other.evaluation().subject().model().equals(evaluation.subject().model())
        && other.answers().sameAs(answers);
  }
}
