package dev.mlbox.core.portrait;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one model's answers look beside the truth.
 *
 * @param curve of two classes with scores; null for anything else
 * @param calibration of the positive class, or of the predicted one of several; empty without
 *     probabilities
 * @param confusion of classes; null for numbers
 * @param residuals of numbers; empty for classes
 */
public record Portrait(
    @Nullable RankCurve curve,
    List<Reliability> calibration,
    @Nullable ConfusionTable confusion,
    List<ResidualBand> residuals) {

  public Portrait {
    calibration = List.copyOf(calibration);
    residuals = List.copyOf(residuals);
  }

  static Portrait of(Answers answers) {
    if (answers.task() == Task.REGRESSION) {
      return new Portrait(null, List.of(), null, ResidualBand.of(answers));
    }
    if (!answers.task().isOfClasses()) {
      return new Portrait(null, List.of(), null, List.of());
    }
    ConfusionTable confusion = ConfusionTable.of(answers);
    if (answers.hasScores()) {
      ScoreCounts counts = ScoreCounts.ofPositive(answers);
      List<Reliability> calibration =
          answers.hasProbabilities() ? Reliability.of(counts) : List.of();
      return new Portrait(RankCurve.of(counts), calibration, confusion, List.of());
    }
    List<Reliability> calibration =
        answers.hasProbabilities() ? Reliability.of(ScoreCounts.ofConfidence(answers)) : List.of();
    return new Portrait(null, calibration, confusion, List.of());
  }
}
