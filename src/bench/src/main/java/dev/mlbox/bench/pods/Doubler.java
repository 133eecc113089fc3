package dev.mlbox.bench.pods;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import dev.mlbox.core.table.Table;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A model that costs nothing: it doubles the column x, until it is told to fail.
 *
 * @param fails asked for each request
 */
record Doubler(BooleanSupplier fails) implements Predictor {
  @Override
  public Signature signature() {
    return new Signature(
        List.of(new Signature.Field("x", DataType.REAL, 1)),
        List.of(new Signature.Field("y", DataType.REAL, 1)));
  }

  @Override
  public Predictions predict(Table rows) {
    if (fails.getAsBoolean()) {
      throw MlboxException.broken(Problem.of("the model was told to fail"), null);
    }
    double[] doubled = new double[rows.rows()];
    Column x = rows.column("x").orElseThrow();
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] = 2 * Double.parseDouble(x.text(i));
    }
    return Predictions.of(new Column.Real(doubled));
  }

  @Override
  public void close() {}
}
