package dev.mlbox.core.measure;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.table.Column;

/**
 * Refuses NaN and infinity before anything follows from answers: among classes that are written as
 * numbers, one NaN makes all of them numbers.
 */
public final class FiniteAnswers {
  private FiniteAnswers() {}

  /**
   * Of the predicted classes or numbers.
   *
   * @throws MlboxException INVALID with the rows whose answer is no finite number
   */
  public static void require(Predictions predictions, Speaker who) {
    if (predictions.values() instanceof Column.Real real) {
      require(real.values(), "answer", who);
    }
  }

  static void require(double[] values, String what, Speaker who) {
    OddRows odd = new OddRows();
    for (int row = 0; row < values.length; row++) {
      if (!Double.isFinite(values[row])) {
        odd.add(row, values[row]);
      }
    }
    refuse(odd, values.length, what + " is no finite number", "a finite number", who);
  }

  static void refuse(OddRows odd, int rows, String fault, String expected, Speaker who) {
    if (!odd.isEmpty()) {
      throw MlboxException.invalid(
          odd.problem("the %s's %s".formatted(who.name(), fault), rows, who.rows())
              .expected(expected + " for each row")
              .remedy("mend the model's answer to such rows, or leave these out"));
    }
  }
}
