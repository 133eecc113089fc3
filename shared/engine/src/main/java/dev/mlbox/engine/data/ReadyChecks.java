package dev.mlbox.engine.data;

import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.measure.LabelOverlap;
import dev.mlbox.core.measure.OddRows;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;

/** Refuses answers in a file that are none, by the rows of that file. */
final class ReadyChecks {
  /** A float32 softmax may exceed 1 by this much. */
  private static final double ROUNDING = 1e-6;

  /** As much as half-precision models miss the sum by. */
  private static final double SLACK = 0.01;

  private final DataSource answers;
  private final ExampleRows examples;

  ReadyChecks(DataSource answers) {
    this.answers = answers;
    this.examples = new ExampleRows(answers);
  }

  /** Numbers that are finite, or are no numbers at all. */
  void requireFinite(String column, Column values) {
    if (values instanceof Column.Real real) {
      OddRows odd = odd(real.values(), 0, 1, Double::isFinite);
      refuse(odd, column, "is no finite number", "a finite number for each row");
    }
  }

  /**
   * Numbers from 0 to 1, or any finite ones of {@code score}.
   *
   * @param all of several columns, row by row
   */
  void requireShares(double[] all, List<String> columns) {
    int width = columns.size();
    for (int place = 0; place < width; place++) {
      String column = columns.get(place);
      if (column.equals(ReadyPredictions.SCORE)) {
        OddRows odd = odd(all, place, width, Double::isFinite);
        refuse(odd, column, "is no finite number", "a finite number for each row");
      } else {
        OddRows odd = odd(all, place, width, share -> share >= -ROUNDING && share <= 1 + ROUNDING);
        refuse(odd, column, "is no number from 0 to 1", "a probability for each row");
      }
    }
  }

  private static OddRows odd(double[] all, int place, int width, DoublePredicate fits) {
    OddRows odd = new OddRows();
    for (int at = place; at < all.length; at += width) {
      if (!fits.test(all[at])) {
        odd.add(at / width, all[at]);
      }
    }
    return odd;
  }

  private void refuse(OddRows odd, String column, String fault, String expected) {
    if (odd.isEmpty()) {
      return;
    }
    Stated file = answers.location();
    Problem problem =
        odd.problem(
                "%s in %s %s".formatted(column, file.text(), fault),
                answers.rows(),
                row -> examples.inWords(row, column))
            .at(file.place())
            .expected(expected);
    throw MlboxException.invalid(
        column.equals("probability") && odd.areFinite()
            ? problem.remedy("mend these rows; where it is no probability, call the column score")
            : problem.remedy("mend these rows, or leave them out of both files"));
  }

  /** As a model's own are held to: what is computed of others would be wrong numbers. */
  void requireSum(double[] probabilities, int width) {
    OddRows odd = new OddRows();
    for (int at = 0; at < probabilities.length; at += width) {
      double sum = 0;
      for (int i = at; i < at + width; i++) {
        sum += probabilities[i];
      }
      if (Math.abs(sum - 1) > SLACK) {
        odd.add(at / width, Double.parseDouble(String.format(Locale.ROOT, "%.4g", sum)));
      }
    }
    if (!odd.isEmpty()) {
      Stated file = answers.location();
      throw MlboxException.invalid(
          odd.problem(
                  "the sum of the probabilities in %s is not 1".formatted(file.text()),
                  answers.rows(),
                  examples::inWords)
              .at(file.place())
              .expected("one column for each class, from 0 to 1 with the sum 1")
              .remedy("leave them out where they are no probabilities"));
    }
  }

  /** A score in which one cell of text makes the column text, so that there seem to be none. */
  void requireNumbers(String column) {
    new StrayWords(answers).in(column).ifPresent(ReadyChecks::refuse);
  }

  private static void refuse(Problem problem) {
    throw MlboxException.invalid(problem);
  }

  /** Answers of the type that the truth has, or that say at least one of its classes. */
  void requireType(Column values, DataSource data, EvaluateConfig config) {
    String target = config.target().text();
    DataType truth = data.columns().get(target);
    if (truth == null || config.takesEmpty()) {
      return;
    }
    boolean text = values instanceof Column.Text;
    if (text && truth != DataType.TEXT) {
      requireNumbers(ReadyPredictions.PREDICTION);
    }
    if (text == (truth == DataType.TEXT)) {
      return;
    }
    Column known = data.read(List.of(target)).column(target).orElseThrow();
    if (LabelOverlap.none(values, known)) {
      throw MlboxException.invalid(
          Problem.of(
                  "%s, but %s: no label is in both"
                      .formatted(
                          held(answers, ReadyPredictions.PREDICTION, text, values.text(0)),
                          held(data, target, !text, known.text(0))))
              .at(answers.location().place())
              .expected("the same labels in both files")
              .remedy("train and test with the same labels"));
    }
  }

  private static String held(DataSource source, String column, boolean text, String value) {
    return "%s in %s holds %s (%s in row 1)"
        .formatted(
            column, source.location().text(), text ? "text" : "numbers", ExampleRows.cut(value));
  }
}
