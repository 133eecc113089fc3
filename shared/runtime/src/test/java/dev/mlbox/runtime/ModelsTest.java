package dev.mlbox.runtime;

import static dev.mlbox.runtime.Fixtures.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelsTest {

  private static Stream<Purpose> purposes() {
    return Stream.of(Purpose.validate(), Purpose.serve(2, line -> {}));
  }

  @ParameterizedTest
  @MethodSource("purposes")
  void loadsOnnx(Purpose purpose) {
    ModelSpec spec =
        new ModelSpec(
            ModelKind.ONNX, shared("tiny-matrix.onnx"), null, null, List.of("a", "b", "c", "d"));
    try (Predictor model = Models.load(spec, purpose)) {
      assertThat(model.predict(Fixtures.csv("tiny-matrix.csv")).rows()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @MethodSource("purposes")
  void loadsPython(Purpose purpose, @TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("guess.py"), "def predict(columns): return [len(columns)] * 2\n");
    ModelSpec spec = new ModelSpec(ModelKind.PYTHON, folder, "guess:predict", null, List.of());
    try (Predictor model = Models.load(spec, purpose)) {
      assertThat(Fixtures.texts(model.predict(new Table(Map.of(), 2)).values()))
          .containsExactly("0", "0");
    }
  }

  @Test
  void refusesReadyPredictions() {
    ModelSpec spec =
        new ModelSpec(ModelKind.PREDICTIONS, Path.of("answers.csv"), null, null, List.of());
    assertThatThrownBy(() -> Models.load(spec))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID))
        .hasMessage(
            "ready predictions cannot answer new rows (answers.csv); expected an ONNX model or a"
                + " Python function");
  }

  @Test
  void refusesATableWithoutRows() {
    try (Predictor model = Models.load(ModelSpec.onnx(shared("tiny-matrix.onnx")))) {
      Table none = Fixtures.csv("tiny-matrix.csv").without("y").slice(0, 0);
      assertThatThrownBy(() -> model.predict(none)).hasMessage("there are no rows to predict");
    }
  }
}
