package dev.mlbox.engine.evaluation;

import dev.mlbox.core.judge.BinCount;
import dev.mlbox.core.judge.Bins;
import dev.mlbox.core.model.Predictions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The answers of two models to the same rows as boxes write them → bins to compare them by. */
final class AnswerBins {
  /** More rows would make the ratios no better by much. */
  private static final int ENOUGH = 100_000;

  private AnswerBins() {}

  /**
   * Of the candidate and the baseline.
   *
   * @param answers of both, in this order
   */
  static Optional<Bins> of(BaselineSource baseline, List<Predictions> answers) {
    String against =
        baseline instanceof BaselineSource.Model model
            ? model.version()
            : baseline instanceof BaselineSource.Stored stored ? stored.baseline().version() : "";
    return BinCount.of(against, texts(answers.get(0)), texts(answers.get(1)));
  }

  private static List<String> texts(Predictions answers) {
    int every = Math.max(1, answers.rows() / ENOUGH);
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < answers.rows(); row += every) {
      texts.add(answers.values().text(row));
    }
    return texts;
  }
}
