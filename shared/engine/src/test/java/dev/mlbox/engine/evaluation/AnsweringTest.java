package dev.mlbox.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import dev.mlbox.engine.data.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose fault it is that a model does not answer the rows. */
class AnsweringTest {
  @TempDir private Path folder;

  /**
   * A model.
   *
   * @param fails whether it does not answer a row of this weight
   * @param cause of that
   */
  private record Model(Predicate<Double> fails, @Nullable Exception cause) implements Predictor {
    @Override
    public Signature signature() {
      return new Signature(List.of(), List.of());
    }

    @Override
    public Predictions predict(Table rows) {
      double[] weights = ((Column.Real) rows.column("weight").orElseThrow()).values();
      for (double weight : weights) {
        if (fails.test(weight)) {
          throw MlboxException.broken(Problem.of("churn:predict failed"), cause);
        }
      }
      return Predictions.of(new Column.Whole(new long[rows.rows()]));
    }

    @Override
    public void close() {}
  }

  private MlboxException failure(Model model) throws IOException {
    Path file = folder.resolve("test.csv");
    Files.writeString(file, "weight\n1.5\n2.5\nnan\n3.5\n");
    try (DataSource data = DataSource.open(new Stated("test.csv", "mlbox.yaml:4"), folder)) {
      Contestant contestant =
          Contestant.live(new ModelFacts(Digest.of("m"), null, List.of("weight")), model);
      return catchThrowableOfType(
          MlboxException.class,
          () ->
              new Answering(data, Set.of(), List.of(contestant))
                  .all((done, total) -> assertThat(done).isPositive()));
    }
  }

  @Test
  void aFunctionThatRaisesIsTheUsersToMend() throws IOException {
    MlboxException failure = failure(new Model(weight -> true, null));

    assertThat(failure.fault()).isEqualTo(Fault.INVALID);
    assertThat(failure).hasMessage("churn:predict failed");
  }

  @Test
  void aWorkerThatWasKilledIsNot() throws IOException {
    assertThat(failure(new Model(weight -> true, new IOException("it ended"))).fault())
        .isEqualTo(Fault.BROKEN);
  }

  @Test
  void oneRowWithoutANumberIsNamed() throws IOException {
    MlboxException failure = failure(new Model(weight -> Double.isNaN(weight), null));

    assertThat(failure.fault()).isEqualTo(Fault.INVALID);
    assertThat(failure).hasMessageContaining("row 3 has weight NaN, to which the model has no");
  }

  @Test
  void aRowWithoutANumberIsNotBlamedForOthers() throws IOException {
    assertThat(failure(new Model(weight -> Double.isNaN(weight) || weight < 2, null)))
        .hasMessage("churn:predict failed");
  }
}
