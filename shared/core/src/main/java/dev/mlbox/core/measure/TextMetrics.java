package dev.mlbox.core.measure;

import static dev.mlbox.core.measure.Direction.HIGHER;

import dev.mlbox.core.text.Rouge;
import dev.mlbox.core.text.Squad;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;

/** Metrics of texts; of several references the one that is most alike counts. */
final class TextMetrics {
  private static final Kind KIND = new Kind(HIGHER, Basis.WHOLE, Range.SHARE, Set.of(Task.TEXT));
  private static final RowNumbers EXACTLY =
      numbers((said, references) -> Squad.exact(said, references) ? 1 : 0);

  /** Whether a text is one of the references, as SQuAD compares them. */
  static final ShareOfRows.Success EXACT = (answers, row) -> answers.once(EXACTLY)[row] == 1;

  private TextMetrics() {}

  static List<Metric> all() {
    return List.of(
        new Metric("exact_match", KIND, new ShareOfRows(EXACT)),
        mean("token_f1", Squad::f1),
        mean("rouge_l", Rouge::longest),
        new Metric("chrf", KIND, new ChrfFormula()));
  }

  static List<MetricFamily> families() {
    return List.of(
        MetricFamily.byCount(
            "rouge",
            (name, length) ->
                mean(name, (said, references) -> Rouge.sequences(length, said, references))));
  }

  private static Metric mean(String name, ToDoubleBiFunction<String, List<String>> likeness) {
    RowNumbers numbers = numbers(likeness);
    return new Metric(name, KIND, new MeanFormula((answers, row) -> answers.once(numbers)[row]));
  }

  private static RowNumbers numbers(ToDoubleBiFunction<String, List<String>> likeness) {
    return answers -> {
      double[] values = new double[answers.rows()];
      for (int row = 0; row < values.length; row++) {
        values[row] = likeness.applyAsDouble(answers.text(row), answers.truth().references(row));
      }
      return values;
    };
  }
}
