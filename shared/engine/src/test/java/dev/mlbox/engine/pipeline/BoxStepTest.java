package dev.mlbox.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.engine.ground.PackedBox;
import dev.mlbox.engine.project.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a box is told of the evaluation. */
class BoxStepTest {
  private final TinyProject tiny;

  BoxStepTest(@TempDir Path root) throws IOException {
    this.tiny = new TinyProject(root);
  }

  @BeforeEach
  void aMatrix() throws IOException {
    tiny.model("tiny-matrix.onnx");
    tiny.fixture("tiny-matrix.csv", "test.csv");
    tiny.write(
        "mlbox.yaml",
        """
        model: tiny
        load: model.onnx
        evaluate: {data: test.csv, target: y, gates: [rmse <= 100]}
        """);
  }

  private BoxManifest packed(String... settings) {
    return box(settings).manifest();
  }

  private PackedBox box(String... settings) {
    Project project = tiny.project(settings);
    MadeModel made = new ModelStep(project).make();
    Measured measured = new CheckStep(project, new Baselines(project, null)).check(made, true);
    return new BoxStep(project).pack(made, measured, Map.of(), "");
  }

  @Test
  void aMatrixIsServedInTheOrderOfTheEvaluation() {
    assertThat(packed().features()).containsExactly("a", "b", "c", "d");
    assertThat(packed().columns()).isEmpty();
  }

  @Test
  void namedInputsNeedNoOrder() throws IOException {
    tiny.model("tiny-binary.onnx");
    tiny.fixture("tiny-table.csv", "test.csv");
    BoxManifest manifest = packed("evaluate.target=bought", "evaluate.gates=[roc_auc >= 0.6]");
    assertThat(manifest.features()).isEmpty();
    assertThat(manifest.columns()).isEmpty();
  }

  @Test
  void aPythonFunctionGetsColumnsAsInTheEvaluation() throws IOException {
    tiny.write("answers.py", "def predict(columns):\n    return list(columns['a'])\n");
    tiny.write(
        "mlbox.yaml",
        tiny.read("mlbox.yaml")
            .replace("load: model.onnx", "load: answers.py\npredict: answers:predict"));
    assertThat(packed().features()).isEmpty();
    assertThat(packed().columns()).containsExactly("a", "b", "c", "d");
    tiny.write("mlbox.yaml", tiny.read("mlbox.yaml") + "features: [c, a]\n");
    assertThat(packed().features()).containsExactly("c", "a");
    assertThat(packed().columns()).isEmpty();
  }

  @Test
  void whatBoxesKeepIsPartOfTheVersionSoThatARedactionReachesThoseThatRun() {
    String none = box().version();
    String all = box("deploy.storage={size: 1Gi}").version();
    String redacted = box("deploy.storage={size: 1Gi, redact: [a]}").version();
    assertThat(List.of(none, all, redacted)).doesNotHaveDuplicates();
    assertThat(box("deploy.storage={size: 1Gi, redact: [a]}").version()).isEqualTo(redacted);
  }

  @Test
  void aChangedFunctionIsAnotherVersionThoughTheModelIsTheSame() throws IOException {
    tiny.write("weights.json", "{}");
    tiny.write("answers.py", "def predict(columns):\n    return list(columns['a'])\n");
    tiny.write(
        "mlbox.yaml",
        tiny.read("mlbox.yaml")
            .replace("load: model.onnx", "load: weights.json\npredict: answers:predict"));
    PackedBox before = box();
    assertThat(box().version()).isEqualTo(before.version());

    tiny.write("answers.py", "def predict(columns):\n    return list(columns['b'])\n");
    PackedBox after = box();
    assertThat(after.version()).isNotEqualTo(before.version());
    assertThat(after.manifest().digest()).isNotEqualTo(before.manifest().digest());
  }
}
