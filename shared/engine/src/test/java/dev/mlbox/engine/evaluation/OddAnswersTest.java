package dev.mlbox.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.gate.GateParser;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.port.OddAnswer;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of a model that are none are told with the row as the data have it. */
class OddAnswersTest {
  private static final int ROWS = DataSource.BATCH + 100;

  @TempDir private Path folder;

  private record Model(Function<Table, Predictions> answers) implements Predictor {
    @Override
    public Signature signature() {
      return new Signature(List.of(), List.of());
    }

    @Override
    public Predictions predict(Table rows) {
      return answers.apply(rows);
    }

    @Override
    public void close() {}
  }

  private DataSource data() throws IOException {
    Files.writeString(
        folder.resolve("test.csv"),
        IntStream.range(0, ROWS)
            .mapToObj(row -> "u%d,%d,%d".formatted(row, row, row % 2))
            .collect(Collectors.joining("\n", "id,n,late\n", "\n")));
    return DataSource.open(new Stated("test.csv", "mlbox.yaml:4"), folder);
  }

  private static Contestant contestant(Function<Table, Predictions> answers) {
    ModelFacts facts = new ModelFacts(Digest.of("m"), null, List.of("n"));
    return Contestant.live(facts, new Model(answers));
  }

  @Test
  void rowsOfALaterBatchHaveTheirNumberInTheFile() throws IOException {
    Contestant odd =
        contestant(
            rows -> {
              if (rows.rows() < DataSource.BATCH) {
                throw MlboxException.broken(
                    Problem.of("m answers [NaN] for row 7").expected("a probability from 0 to 1"),
                    new OddAnswer("m answers [NaN]", 6, 4));
              }
              return Predictions.of(new Column.Whole(new long[rows.rows()]));
            });
    try (DataSource data = data()) {
      MlboxException failure =
          catchThrowableOfType(
              MlboxException.class,
              () ->
                  new Answering(data, Set.of(), List.of(odd))
                      .all((done, total) -> assertThat(done).isPositive()));

      assertThat(failure.fault()).isEqualTo(Fault.INVALID);
      assertThat(failure)
          .hasMessage(
              "m answers [NaN] for row 50,007 (id u50006, n 50006, late 0) and likewise for 3 more"
                  + " (test.csv); expected a probability from 0 to 1");
    }
  }

  @Test
  void oneThatIsNoNumberMakesNoNumbersOfClasses() throws IOException {
    Contestant odd =
        contestant(
            rows -> {
              double[] classes = new double[rows.rows()];
              classes[6] = Double.NaN;
              return Predictions.of(new Column.Real(classes));
            });
    try (DataSource data = data()) {
      CheckRequest request =
          new CheckRequest(
              config(),
              data,
              odd,
              new BaselineSource.None(true, "none"),
              () -> 1,
              null,
              MetricCommand.none());
      MlboxException failure =
          catchThrowableOfType(MlboxException.class, () -> Check.run(request, RowProgress.SILENT));

      assertThat(failure)
          .hasMessage(
              "the candidate's answer is no finite number in 2 of 50,100 rows: NaN in row 7 (id u6,"
                  + " n 6, late 0), NaN in row 50,007 (id u50006, n 50006, late 0) (mlbox.yaml:3);"
                  + " expected a finite number for each row; mend the model's answer to such rows,"
                  + " or leave these out");
    }
  }

  private static EvaluateConfig config() {
    return new EvaluateConfig(
        new Stated("test.csv", "mlbox.yaml:4"),
        new Stated("late", "mlbox.yaml:5"),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(
            GateParser.parse("accuracy >= 0.5", "mlbox.yaml:6", List.of()).gate().orElseThrow()),
        30,
        1,
        0,
        null,
        "mlbox.yaml:3");
  }
}
