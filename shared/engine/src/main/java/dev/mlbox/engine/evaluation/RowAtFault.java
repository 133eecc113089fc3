package dev.mlbox.engine.evaluation;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model failed at rows because of what is in one of them: a value that is no finite
 * number. Most models answer nothing that makes sense to that, and some are made for it.
 */
final class RowAtFault {
  /** Each is asked for by itself. */
  private static final int MOST = 20;

  private final Predictor predictor;
  private final Table rows;
  private final Stated data;
  private final LongFunction<String> places;

  /**
   * @param rows that it failed at
   * @param data where they are from
   * @param places what a row of the data, counted from 0, is called
   */
  RowAtFault(Predictor predictor, Table rows, Stated data, LongFunction<String> places) {
    this.predictor = predictor;
    this.rows = rows;
    this.data = data;
    this.places = places;
  }

  /**
   * What is wrong: with the data, when the model answers other rows and not that one.
   *
   * @param failure of the model
   * @param before how many rows came before these
   */
  MlboxException explained(MlboxException failure, long before) {
    int asked = 0;
    int other = -1;
    for (int row = 0; row < rows.rows() && asked < MOST; row++) {
      Map.@Nullable Entry<String, Column> odd = odd(row).orElse(null);
      if (odd == null) {
        other = other < 0 ? row : other;
      } else {
        asked++;
        if (!answers(row)) {
          return other < 0 || answers(other) ? wrong(before + row, odd, row) : failure;
        }
      }
    }
    return failure;
  }

  private Optional<Map.Entry<String, Column>> odd(int row) {
    return rows.columns().entrySet().stream()
        .filter(
            each ->
                each.getValue() instanceof Column.Real real && !Double.isFinite(real.values()[row]))
        .findFirst();
  }

  private boolean answers(int row) {
    try {
      predictor.predict(rows.slice(row, row + 1));
      return true;
    } catch (MlboxException e) {
      return false;
    }
  }

  private MlboxException wrong(long number, Map.Entry<String, Column> odd, int row) {
    return new MlboxException(
        Fault.INVALID,
        List.of(
            Problem.of(
                    "%s has %s %s, to which the model has no answer"
                        .formatted(places.apply(number), odd.getKey(), odd.getValue().text(row)))
                .at(data.place())
                .expected("a number in each row of " + data.text())
                .remedy("leave such rows out, or let the model replace such values")),
        null);
  }
}
