package dev.mlbox.engine.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.MlboxConfig;
import dev.mlbox.core.event.Listener;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.engine.Mlbox;
import dev.mlbox.engine.project.Invocation;
import dev.mlbox.engine.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in a folder, the file that comes of it is valid. */
class StarterFileTest {
  private static final String ROWS = "color,weight,late\nred,1.5,0\nblue,2.5,1\n";
  private Path folder = Path.of("");

  @BeforeEach
  void aProject(@TempDir Path root) throws IOException {
    folder = Files.createDirectory(root.resolve("flights"));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Writes the draft, and reads it as every command does. */
  private MlboxConfig written() {
    StarterFile.of(folder).write(false);
    return Project.read(
            new Invocation(
                folder.resolve("mlbox.yaml"),
                List.of(),
                Map.of(),
                List.of(),
                Listener.none(),
                "check"))
        .config();
  }

  @Test
  void aScriptAndDataMakeACompleteFile() throws IOException {
    write("train.py", "import onnx\nonnx.save(model, 'models/flights.onnx')\n");
    write("data/train.csv", ROWS);
    write("data/test.csv", ROWS);

    StarterFile draft = StarterFile.of(folder);

    assertThat(draft.text())
        .isEqualTo(
            """
            # yaml-language-server: $schema=.mlbox/mlbox.schema.json
            model: flights
            train:
              run: python train.py
              inputs: [train.py, data/train.csv]   # unchanged: not trained again
              output: models/flights.onnx
            evaluate:
              data: data/test.csv
              target: late
              slices: [color]
              gates:
                - roc_auc >= 0.6
                - roc_auc >= baseline - 0.005
            deploy:
              to: local                  # kubernetes, with image: registry.example.com/team/flights
            """);
    assertThat(draft.notes())
        .containsExactly(
            "train.output is models/flights.onnx: correct it if the script writes another file",
            "the target is late, of the columns color, weight, late: correct it if that is wrong");
    assertThat(written().evaluate().gates()).hasSize(2);
  }

  @Test
  void rowsThatTheModelIsTrainedOnNeverJudgeIt() throws IOException {
    write("train.py", "");
    write("data/train.csv", ROWS);

    StarterFile draft = StarterFile.of(folder);

    assertThat(draft.text())
        .contains("  data: data/test.csv   # rows that training does not see\n  target: late\n");
    assertThat(draft.notes())
        .contains(
            "evaluate.data is data/test.csv, which is not there yet: hold rows of data/train.csv back for it, as those that the model is trained on prove nothing");
    assertThat(written().evaluate().data().text()).isEqualTo("data/test.csv");
  }

  @Test
  void theOnlyDataMayBeWhatTheModelIsTrainedOnWhichIsSaid() throws IOException {
    write("train.py", "");
    write("flights.csv", ROWS);

    assertThat(StarterFile.of(folder).notes())
        .contains(
            "evaluate.data is flights.csv: if the model is trained on it, hold rows back in a file of their own, as those prove nothing");
    assertThat(written().evaluate().data().text()).isEqualTo("flights.csv");
  }

  @Test
  void otherDataComesBeforeWhatTheModelIsTrainedOn() throws IOException {
    write("data/a-training-set.csv", ROWS);
    write("data/rows.csv", ROWS);

    assertThat(written().evaluate().data().text()).isEqualTo("data/rows.csv");
  }

  @Test
  void anEmptyFolderMakesAValidFileThatSaysWhatToFillIn() {
    assertThat(StarterFile.of(folder).notes())
        .containsExactly(
            "no training script and no model was found: say where the model comes from",
            "no data was found: say in evaluate.data and evaluate.target what to judge on");
    assertThat(Objects.requireNonNull(written().model().load()).from()).isEqualTo("model.onnx");
  }

  @Test
  void aModelIsLoadedWhereNothingTrainsIt() throws IOException {
    write("models/churn.onnx", "");

    assertThat(Objects.requireNonNull(written().model().load()).from())
        .isEqualTo("models/churn.onnx");
  }

  @Test
  void aModelThatOnlyPythonReadsNeedsAFunction() throws IOException {
    write("model.pkl", "");

    assertThat(StarterFile.of(folder).notes())
        .contains(
            "predict is predict:predict: write predict.py with a function predict(columns) that answers with model.pkl, or name another");
    MlboxConfig config = written();
    assertThat(Objects.requireNonNull(config.model().load()).from()).isEqualTo("model.pkl");
    assertThat(config.model().predict()).isEqualTo("predict:predict");
  }

  @Test
  void aScriptThatWritesAPickleNeedsAFunction() throws IOException {
    write("train.py", "joblib.dump(model, 'out/model.joblib')\n");

    MlboxConfig config = written();

    assertThat(Objects.requireNonNull(config.model().train()).output())
        .isEqualTo("out/model.joblib");
    assertThat(config.model().predict()).isEqualTo("predict:predict");
  }

  @Test
  void aNotebookIsExecutedWhereThereIsNoScript() throws IOException {
    write("explore.ipynb", "{}");
    write("my train.ipynb", "{}");

    assertThat(Objects.requireNonNull(written().model().train()).notebook())
        .isEqualTo("my train.ipynb");
  }

  @Test
  void manyNumbersAreARegression() throws IOException {
    StringBuilder rows = new StringBuilder("size,price\n");
    for (int i = 0; i < 30; i++) {
      rows.append(i).append(',').append(1000 + i).append('\n');
    }
    write("test.csv", rows.toString());

    assertThat(StarterFile.of(folder).text())
        .contains("  target: price\n", "    - r2 >= 0\n", "    - mean_absolute_error <= 1.02 * ");
    written();
  }

  @Test
  void severalClassesAreJudgedByTheirAccuracy() throws IOException {
    write("test.csv", "size,plan\n1,basic\n2,plus\n3,pro\n");

    assertThat(StarterFile.of(folder).text()).contains("    - accuracy >= 0.5\n");
    written();
  }

  @Test
  void dataThatCannotBeReadWereTheEndOfIt() throws IOException {
    write("test.csv", "a,b\n");

    assertThat(StarterFile.of(folder).notes())
        .contains("test.csv has no rows: say in evaluate.target what to judge on");
    assertThat(written().evaluate().target().text()).isEqualTo("label");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yes", "42", "is late: y/n", "# late", "a, b", "1e3", "null", "\"quoted", "-"})
  void aColumnOfAnyNameIsATarget(String name) throws IOException {
    write("test.csv", "size,\"" + name.replace("\"", "\"\"") + "\"\n1,0\n2,1\n");

    assertThat(written().evaluate().target().text()).isEqualTo(name);
  }

  @Test
  void filesWithSpacesAreNamedAsTheyAre() throws IOException {
    write("my project/train.py", "");
    write("my project/train, all.csv", ROWS);
    write("test set.csv", ROWS);

    MlboxConfig config = written();

    assertThat(Objects.requireNonNull(config.model().train()).run())
        .isEqualTo("python 'my project/train.py'");
    assertThat(Objects.requireNonNull(config.model().train()).inputs())
        .containsExactly("my project/train.py", "my project/train, all.csv");
    assertThat(config.evaluate().data().text()).isEqualTo("test set.csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Flight Delays!",
        "2026-flights",
        "___",
        "a-model-whose-name-is-as-long-as-forty---and-more",
        "größe"
      })
  void aFolderOfAnyNameNamesAModel(String name) throws IOException {
    folder = Files.createDirectory(folder.resolve(name));

    assertThat(written().model().name()).matches("[a-z]([a-z0-9-]{0,38}[a-z0-9])?");
  }

  @Test
  void theSchemaThatTheFirstLineNamesIsThere() throws IOException {
    written();

    assertThat(Files.readAllLines(folder.resolve("mlbox.yaml")).get(0))
        .isEqualTo("# yaml-language-server: $schema=.mlbox/mlbox.schema.json");
    assertThat(Files.readString(folder.resolve(".mlbox/mlbox.schema.json")).strip())
        .isEqualTo(Mlbox.schema());
    assertThat(folder.resolve(".mlbox/.gitignore")).hasContent("*\n");
    assertThat(folder.resolve(".gitignore")).doesNotExist();
  }

  @Test
  void inARepositoryItsOwnFolderIsIgnoredOnce() throws IOException {
    Files.createDirectory(folder.resolve(".git"));
    write(".gitignore", "*.onnx");

    written();
    StarterFile.of(folder).write(true);

    assertThat(folder.resolve(".gitignore")).hasContent("*.onnx\n.mlbox/\n");
  }

  @Test
  void aFileThatExistsIsNeverOverwritten() throws IOException {
    write("mlbox.yaml", "model: mine\n");

    assertThatThrownBy(() -> StarterFile.of(folder).write(false))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID))
        .hasMessage(
            "mlbox.yaml exists already (%s); `mlbox init --force` replaces it, `mlbox init --dry-run` only prints"
                .formatted(folder.resolve("mlbox.yaml")));
    assertThat(folder.resolve("mlbox.yaml")).hasContent("model: mine\n");
    assertThat(folder.resolve(".mlbox")).doesNotExist();

    StarterFile.of(folder).write(true);
    assertThat(Files.readString(folder.resolve("mlbox.yaml"))).contains("model: flights\n");
  }
}
