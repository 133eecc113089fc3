package dev.mlbox.engine.evaluation;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers as they are stored.
 *
 * @param type of the values
 * @param texts the values of text answers; empty for numbers
 * @param numbers the values of other answers; empty for text
 * @param classes names of the probability columns
 * @param probabilities row-major
 * @param width probabilities a row
 */
record StoredAnswers(
    DataType type,
    List<String> texts,
    double[] numbers,
    List<String> classes,
    double[] probabilities,
    int width) {

  static StoredAnswers of(Predictions answers) {
    Column values = answers.values();
    List<String> texts = new ArrayList<>();
    double[] numbers = new double[values.type() == DataType.TEXT ? 0 : values.rows()];
    for (int row = 0; row < values.rows(); row++) {
      if (values instanceof Column.Text text) {
        texts.add(text.values()[row]);
      } else {
        numbers[row] =
            values instanceof Column.Whole whole
                ? (double) whole.values()[row]
                : ((Column.Real) values).values()[row];
      }
    }
    return new StoredAnswers(
        values.type(), texts, numbers, answers.classes(), answers.probabilities(), answers.width());
  }

  Predictions predictions() {
    Column values =
        switch (type) {
          case TEXT -> new Column.Text(texts.toArray(String[]::new));
          case REAL -> new Column.Real(numbers);
          case WHOLE -> {
            long[] wholes = new long[numbers.length];
            for (int row = 0; row < wholes.length; row++) {
              wholes[row] = (long) numbers[row];
            }
            yield new Column.Whole(wholes);
          }
        };
    return new Predictions(values, classes, probabilities, width);
  }
}
