package dev.mlbox.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.TrainConfig;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.port.TrainedModel;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.engine.process.RecordedListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its programs are written in sh")
class CommandTrainerTest {
  private static final String TRAIN = "cat data.csv > model.onnx; echo trained\n";
  private final Path folder;
  private final RecordedListener listener = new RecordedListener();

  CommandTrainerTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    write("train.sh", TRAIN);
    write("data.csv", "1,2,3\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static TrainConfig config(String... inputs) {
    return new TrainConfig(
        "sh train.sh", null, List.of(inputs), "model.onnx", Duration.ofSeconds(30), "mlbox.yaml:3");
  }

  private TrainedModel train(TrainConfig config) {
    return new CommandTrainer(new TrainingFolder(folder, null, System.getenv()), listener)
        .train(config);
  }

  private void failsWith(Fault fault, TrainConfig config, String message) {
    assertThatThrownBy(() -> train(config))
        .isInstanceOfSatisfying(MlboxException.class, e -> assertThat(e.fault()).isEqualTo(fault))
        .hasMessage(message.replace("FOLDER", folder.toString()));
  }

  @Test
  void theCommandRunsAndItsOutputIsTheModel() {
    TrainedModel trained = train(config("data.csv"));

    assertThat(trained.model().path()).isEqualTo(folder.resolve("model.onnx"));
    assertThat(trained.model().digest()).isEqualTo(Digest.of("1,2,3\n"));
    assertThat(trained.model().bytes()).isEqualTo(6);
    assertThat(trained.skipped()).isFalse();
    assertThat(trained.notebook()).isNull();
    assertThat(listener.output).containsExactly("trained");
    assertThat(trained.inputs().files()).isNotEmpty();
    assertThat(folder.resolve(".mlbox/train/" + trained.inputs().hash().hex() + ".json")).exists();
    assertThat(folder.resolve(".mlbox/.gitignore")).hasContent("*\n");
  }

  @Test
  void nothingIsTrainedAgainWhenNothingHasChanged() {
    TrainedModel first = train(config("data.csv"));
    TrainedModel second = train(config("data.csv"));

    assertThat(second.skipped()).isTrue();
    assertThat(second.model()).isEqualTo(first.model());
    assertThat(second.inputs().hash()).isEqualTo(first.inputs().hash());
    assertThat(listener.output).containsExactly("trained");
  }

  @Test
  void aChangeOfAnInputTrainsAgain() throws IOException {
    train(config("data.csv"));
    write("data.csv", "4\n");

    assertThat(train(config("data.csv")).skipped()).isFalse();
  }

  @Test
  void aChangeOfTheScriptTrainsAgainThoughItIsNotListed() throws IOException {
    train(config("data.csv"));
    write("train.sh", TRAIN + "# v2\n");

    assertThat(train(config("data.csv")).skipped()).isFalse();
  }

  @Test
  void aChangeOfTheEnvironmentTrainsAgainThoughItIsNotListed() throws IOException {
    train(config("data.csv"));
    write("requirements-dev.txt", "scikit-learn==1.7.1\n");
    assertThat(train(config("data.csv")).skipped()).isFalse();

    write("uv.lock", "version = 1\n");
    assertThat(train(config("data.csv")).skipped()).isFalse();
    assertThat(train(config("data.csv")).skipped()).isTrue();
  }

  @Test
  void aChangeOfTheCommandTrainsAgain() {
    train(config("data.csv"));

    TrainConfig other =
        new TrainConfig(
            "sh ./train.sh fast",
            null,
            List.of("data.csv"),
            "model.onnx",
            Duration.ofSeconds(30),
            "mlbox.yaml:3");
    assertThat(train(other).skipped()).isFalse();
  }

  @Test
  void anOutputThatSomebodyChangedOrRemovedIsTrainedAgain() throws IOException {
    train(config("data.csv"));
    write("model.onnx", "broken");
    assertThat(train(config("data.csv")).skipped()).isFalse();

    Files.delete(folder.resolve("model.onnx"));
    assertThat(train(config("data.csv")).skipped()).isFalse();
    assertThat(folder.resolve("model.onnx")).hasContent("1,2,3\n");
  }

  @Test
  void aDamagedStampTrainsAgain() throws IOException {
    TrainedModel first = train(config("data.csv"));
    write(".mlbox/train/" + first.inputs().hash().hex() + ".json", "{");

    assertThat(train(config("data.csv")).skipped()).isFalse();
    assertThat(train(config("data.csv")).skipped()).isTrue();
  }

  @Test
  void withoutInputsItTrainsEveryTime() {
    train(config());

    assertThat(train(config()).skipped()).isFalse();
    assertThat(listener.notes)
        .contains("trains every time, as `train.inputs` names nothing that could be unchanged");
  }

  @Test
  void foldersAndGlobsAreInputsAndTheOutputIsNone() throws IOException {
    write("src/a.py", "");
    write("src/deep/b.py", "");
    TrainConfig config = config(".", "src/**/*.py", "*.csv");
    train(config);
    assertThat(train(config).skipped()).isTrue();

    write("src/a.py", "changed");
    assertThat(train(config("src/**/*.py")).skipped()).isFalse();
    write("src/deep/b.py", "changed");
    assertThat(train(config("src/**/*.py")).skipped()).isFalse();
    write("src/deep/c.txt", "not matched");
    assertThat(train(config("src/**/*.py")).skipped()).isTrue();
  }

  @Test
  void anOutputMayBeAFolder() throws IOException {
    write("train.sh", "mkdir -p model; echo a > model/a.txt; cat data.csv > model/b.txt\n");
    TrainConfig config =
        new TrainConfig(
            "sh train.sh",
            null,
            List.of("data.csv"),
            "model",
            Duration.ofSeconds(30),
            "mlbox.yaml:3");

    assertThat(train(config).model().bytes()).isEqualTo(8);
    assertThat(train(config).skipped()).isTrue();
    write("model/b.txt", "changed");
    assertThat(train(config).skipped()).isFalse();
  }

  @Test
  void allMissingInputsAreNamedAndNothingRuns() {
    failsWith(
        Fault.INVALID,
        config("train.sh", "data/train.parquet", "data/*.csv", "*.parquet"),
        """
        input `data/train.parquet` does not exist (mlbox.yaml:3); expected a file, a folder or a \
        glob in FOLDER
        input `data/*.csv` matches no file in FOLDER (mlbox.yaml:3)
        input `*.parquet` matches no file in FOLDER (mlbox.yaml:3)""");
    assertThat(listener.output).isEmpty();
  }

  @Test
  void aFailureIsShownWithItsLastLines() throws IOException {
    write("train.sh", "echo reading; echo 'ValueError: no rows' >&2; exit 1\n");

    failsWith(
        Fault.INVALID,
        config("data.csv"),
        "`sh train.sh` ended with exit code 1 (mlbox.yaml:3); expected 0;"
            + " its last lines were:\n  reading\n  ValueError: no rows");
  }

  @Test
  void aKilledRunIsShownWithItsSignal() throws IOException {
    write("train.sh", "kill -9 $$\n");

    failsWith(
        Fault.BROKEN,
        config("data.csv"),
        "`sh train.sh` was ended by signal 9 (mlbox.yaml:3);"
            + " see whether memory ran out; it printed nothing");
  }

  @Test
  void theLimitIsShown() throws IOException {
    write("train.sh", "exec sleep 600\n");
    TrainConfig config =
        new TrainConfig(
            "sh train.sh", null, List.of(), "model.onnx", Duration.ofMillis(300), "mlbox.yaml:3");

    failsWith(
        Fault.BROKEN,
        config,
        "`sh train.sh` ran longer than 300 ms and was ended (mlbox.yaml:3); it printed nothing");
  }

  @Test
  void aMissingOutputIsNamed() throws IOException {
    write("train.sh", "echo done\n");

    failsWith(
        Fault.INVALID,
        config("data.csv"),
        "`sh train.sh` left no `model.onnx` (mlbox.yaml:3);"
            + " expected the trained model at FOLDER/model.onnx;"
            + " write it there, or name what is written in `train.output`;"
            + " its last lines were:\n  done");
  }

  @Test
  void anOutputThatWasWrittenElsewhereIsFound() throws IOException {
    write("train.sh", "mkdir out; echo x > out/flights.onnx\n");

    failsWith(
        Fault.INVALID,
        config("data.csv"),
        "`sh train.sh` left no `model.onnx` (mlbox.yaml:3);"
            + " expected the trained model at FOLDER/model.onnx;"
            + " it wrote `out/flights.onnx`; name that in `train.output`; it printed nothing");
  }

  @Test
  void anOldOutputIsNotTakenForANewOne() throws IOException {
    write("model.onnx", "old");
    Files.setLastModifiedTime(
        folder.resolve("model.onnx"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    write("train.sh", "exit 0\n");

    failsWith(
        Fault.INVALID,
        config("data.csv"),
        "`sh train.sh` did not write `model.onnx`, which is as old as before (mlbox.yaml:3);"
            + " expected the trained model at FOLDER/model.onnx;"
            + " write it there, or name what is written in `train.output`; it printed nothing");
    assertThat(folder.resolve("model.onnx")).hasContent("old");
  }

  @Test
  void anEmptyOutputIsNoModel() throws IOException {
    write("train.sh", ": > model.onnx\n");

    failsWith(
        Fault.INVALID,
        config("data.csv"),
        "`sh train.sh` left an empty `model.onnx` (mlbox.yaml:3);"
            + " expected the trained model at FOLDER/model.onnx;"
            + " write it there, or name what is written in `train.output`; it printed nothing");
  }

  @Test
  void theSameBytesWrittenAgainAreAModel() throws IOException {
    train(config("data.csv"));
    write("train.sh", TRAIN + "# no change of the outcome\n");

    assertThat(train(config("data.csv")).skipped()).isFalse();
  }

  @Test
  void aMissingProgramIsNamed() {
    TrainConfig config =
        new TrainConfig(
            "./fit --fast", null, List.of(), "model.onnx", Duration.ofMinutes(1), "mlbox.yaml:3");

    failsWith(
        Fault.INVALID,
        config,
        "there is no program `./fit` (mlbox.yaml:3); expected it at FOLDER/fit");
  }
}
