package dev.mlbox.core.portrait;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.table.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the answers of a candidate and of what it is compared with look; of bounded size, however
 * many rows there are.
 *
 * @param candidate its own
 * @param baseline the baseline's; null when its answers to these rows are not known
 * @param predictions histogram of both; empty where answers are classes only
 * @param disagreement rows that they answer differently; null without baseline
 */
public record Portraits(
    Portrait candidate,
    @Nullable Portrait baseline,
    List<Bar> predictions,
    @Nullable Disagreement disagreement) {

  public Portraits {
    predictions = List.copyOf(predictions);
  }

  /**
   * Looks at all answers.
   *
   * @param candidate of the new model
   * @param baseline to the same rows; null without one
   * @param first the first rows as the candidate was given them, for examples; may have no columns
   */
  public static Portraits of(Answers candidate, @Nullable Answers baseline, Table first) {
    return new Portraits(
        Portrait.of(candidate),
        baseline == null ? null : Portrait.of(baseline),
        Bar.of(candidate, baseline),
        baseline == null ? null : Disagreement.of(candidate, baseline, first));
  }

  /** The same with at most so many rows of the data shown. */
  public Portraits showing(int examples) {
    return disagreement == null
        ? this
        : new Portraits(candidate, baseline, predictions, disagreement.showing(examples));
  }
}
