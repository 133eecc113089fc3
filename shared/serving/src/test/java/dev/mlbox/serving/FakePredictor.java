package dev.mlbox.serving;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import dev.mlbox.core.table.Table;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Doubles the column x, in ways that a test wants. */
public final class FakePredictor implements Predictor {
  private final UnaryOperator<Table> before;
  private BooleanSupplier able = () -> true;

  private FakePredictor(UnaryOperator<Table> before) {
    this.before = before;
  }

  public static FakePredictor fast() {
    return new FakePredictor(rows -> rows);
  }

  public static FakePredictor failing() {
    return new FakePredictor(
        rows -> {
          throw MlboxException.broken(
              Problem.of("the model failed: airport XYZ was never seen").at("row 1"), null);
        });
  }

  /** Answers, and nothing of it is right. */
  public static FakePredictor wrong() {
    return new FakePredictor(
        rows -> new Table(Map.of("x", new Column.Real(new double[rows.rows()])), rows.rows()));
  }

  /** Needs a column that nobody sends. */
  public static FakePredictor picky() {
    return new FakePredictor(
        rows -> {
          throw MlboxException.invalid(Problem.of("column height is missing").at("input height"));
        });
  }

  /** Takes this long. */
  public static FakePredictor slow(long millis) {
    return new FakePredictor(
        rows -> {
          try {
            Thread.sleep(millis);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return rows;
        });
  }

  /** Answers one request for each permit. */
  public static FakePredictor gated(CountDownLatch entered, Semaphore gate) {
    return new FakePredictor(
        rows -> {
          entered.countDown();
          gate.acquireUninterruptibly();
          return rows;
        });
  }

  /** Never answers. */
  public static FakePredictor hanging() {
    return gated(new CountDownLatch(1), new Semaphore(0));
  }

  @Override
  public Signature signature() {
    return new Signature(
        List.of(new Signature.Field("x", DataType.REAL, 1)),
        List.of(new Signature.Field("y", DataType.REAL, 1)));
  }

  @Override
  public Predictions predict(Table rows) {
    Table given = before.apply(rows);
    Column x =
        given
            .column("x")
            .orElseThrow(() -> MlboxException.invalid(Problem.of("column x is missing")));
    if (!(x instanceof Column.Real real)) {
      throw MlboxException.invalid(
          Problem.of("column x, row 1 is " + x.text(0)).expected("a number"));
    }
    double[] doubled = new double[real.rows()];
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] = 2 * real.values()[i];
    }
    return Predictions.of(new Column.Real(doubled));
  }

  FakePredictor ableIf(BooleanSupplier condition) {
    able = condition;
    return this;
  }

  @Override
  public boolean isAble() {
    return able.getAsBoolean();
  }

  @Override
  public void close() {}
}
