package dev.mlbox.engine.train;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlbox.core.config.TrainConfig;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.port.TrainedModel;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.engine.process.RecordedListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a real Jupyter kernel. */
@Timeout(240)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a virtual environment looks different there")
class NotebookTrainerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static @Nullable Path python;

  @TempDir private Path folder;
  private final RecordedListener listener = new RecordedListener();

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    python = Jupyter.python();
  }

  private void notebook(String... cells) throws IOException {
    ObjectNode book = JSON.createObjectNode().put("nbformat", 4).put("nbformat_minor", 4);
    book.putObject("metadata")
        .putObject("kernelspec")
        .put("name", "ana-s-own-environment")
        .put("display_name", "Ana")
        .put("language", "python");
    for (String cell : cells) {
      ObjectNode one = book.withArray("cells").addObject();
      boolean text = cell.startsWith("# ");
      one.put("cell_type", text ? "markdown" : "code").put("source", cell);
      one.putObject("metadata");
      if (!text) {
        one.putNull("execution_count").putArray("outputs");
      }
    }
    Files.writeString(folder.resolve("train.ipynb"), book.toPrettyString());
  }

  private static TrainConfig config() {
    return new TrainConfig(
        null,
        "train.ipynb",
        List.of("data.csv"),
        "model.txt",
        Duration.ofMinutes(2),
        "mlbox.yaml:3");
  }

  private TrainedModel train() {
    return train(Objects.requireNonNull(python).toString());
  }

  private TrainedModel train(String interpreter) {
    return new NotebookTrainer(new TrainingFolder(folder, interpreter, System.getenv()), listener)
        .train(config());
  }

  private void failsWith(Fault fault, String message) {
    assertThatThrownBy(this::train)
        .isInstanceOfSatisfying(MlboxException.class, e -> assertThat(e.fault()).isEqualTo(fault))
        .hasMessage(message.replace("COPY", copy().map(Path::toString).orElse("none")));
  }

  /** The executed copy, wherever it was kept. */
  private Optional<Path> copy() {
    try (Stream<Path> all = Files.walk(folder.resolve(".mlbox"))) {
      return all.filter(file -> file.endsWith("train.executed.ipynb")).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What the notebook printed; kernels warn of this and that, by version. */
  private List<String> printed() {
    return listener.output.stream().filter(line -> !line.startsWith("[IPKernelApp]")).toList();
  }

  private void data() throws IOException {
    Files.writeString(folder.resolve("data.csv"), "1\n");
  }

  @Test
  void theExecutedCopyIsKeptAndTheNotebookStaysAsItIs() throws IOException {
    data();
    notebook(
        "# Training",
        "rows = open('data.csv').read()\nprint('read', rows.strip())",
        "open('model.txt', 'w').write('trained on ' + rows)");
    String before = Files.readString(folder.resolve("train.ipynb"));

    TrainedModel trained = train();

    assertThat(trained.model().digest()).isEqualTo(Digest.of("trained on 1\n"));
    assertThat(printed()).containsExactly("cell 1 of 2", "read 1", "cell 2 of 2");
    Path copy = Objects.requireNonNull(trained.notebook());
    assertThat(copy)
        .isEqualTo(
            folder.resolve(
                ".mlbox/train/" + trained.inputs().hash().hex() + "/train.executed.ipynb"));
    JsonNode executed = JSON.readTree(copy.toFile());
    assertThat(executed.at("/cells/1/outputs/0/text").toString()).contains("read 1");
    assertThat(executed.at("/cells/2/execution_count").asInt()).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("train.ipynb"))).isEqualTo(before);

    TrainedModel again = train();
    assertThat(again.skipped()).isTrue();
    assertThat(again.notebook()).isEqualTo(copy);
  }

  @Test
  void aCellThatFailedAfterTheModelWasWrittenWasTakenForASuccess() throws IOException {
    data();
    notebook(
        "# Training",
        "open('model.txt', 'w').write('half of it')",
        "print('dividing')\nnumbers = [1]\nnumbers[0] / 0");

    failsWith(
        Fault.INVALID,
        "cell 2 of train.ipynb failed: ZeroDivisionError: division by zero (train.ipynb, cell 2,"
            + " line 3: numbers[0] / 0); see the cell's output in COPY");
    assertThat(printed()).containsExactly("cell 1 of 2", "cell 2 of 2", "dividing");
    assertThat(copy()).isPresent();
    assertThat(Files.readString(copy().orElseThrow())).contains("ZeroDivisionError");
    assertThat(folder.resolve(".mlbox/train"))
        .isDirectoryNotContaining(file -> file.toString().endsWith(".json"));
  }

  @Test
  void aCellThatIsNoPythonSaysWhere() throws IOException {
    data();
    notebook("x = 1\nfor in x:\n  pass");

    failsWith(
        Fault.INVALID,
        "cell 1 of train.ipynb failed: SyntaxError: invalid syntax (train.ipynb, cell 1, line 2:"
            + " for in x:); see the cell's output in COPY");
  }

  @Test
  void aKernelThatDiesIsSaid() throws IOException {
    data();
    notebook("import os\nos._exit(9)");

    failsWith(
        Fault.INVALID,
        "cell 1 of train.ipynb failed: its kernel died, perhaps as memory ran out (train.ipynb,"
            + " cell 1); see the cell's output in COPY");
  }

  @Test
  void anInterruptedNotebookIsEndedWithItsKernel() throws Exception {
    data();
    notebook(
        "import os, time\nopen('new', 'w').write(str(os.getpid()))\nos.rename('new', 'pid')",
        "time.sleep(600)");
    AtomicReference<String> said = new AtomicReference<>("");
    Thread trainer =
        new Thread(
            () -> {
              try {
                train();
              } catch (MlboxException e) {
                said.set(String.valueOf(e.getMessage()));
              }
            });
    trainer.start();
    while (trainer.isAlive() && !Files.exists(folder.resolve("pid"))) {
      trainer.join(20);
    }

    trainer.interrupt();
    trainer.join();

    assertThat(said.get())
        .startsWith(
            "`jupyter execute train.ipynb` was interrupted and ended (mlbox.yaml:3); its last lines"
                + " were:\n");
    long kernel = Long.parseLong(Files.readString(folder.resolve("pid")));
    // The kernel leads a session of its own, and ends when it sees that Jupyter has.
    ProcessHandle.of(kernel).ifPresent(left -> left.onExit().orTimeout(30, SECONDS).join());
    assertThat(ProcessHandle.of(kernel).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void aNotebookThatIsNotThereIsSaid() throws IOException {
    data();

    failsWith(
        Fault.INVALID,
        "there is no notebook train.ipynb (mlbox.yaml:3); expected it at "
            + folder.resolve("train.ipynb"));
  }

  @Test
  void aFileThatIsNoNotebookIsSaid() throws IOException {
    data();
    Files.writeString(folder.resolve("train.ipynb"), "print('a script')\n");

    assertThatThrownBy(this::train)
        .hasMessageStartingWith("train.ipynb cannot be read: Notebook does not appear to be JSON")
        .hasMessageEndingWith("(mlbox.yaml:3); expected a Jupyter notebook");
  }

  @Test
  void aPythonWithoutJupyterSaysWhatToInstall(@TempDir Path other) throws Exception {
    data();
    notebook("1");
    assertThat(
            new ProcessBuilder("python3", "-m", "venv", "--without-pip", other.toString())
                .start()
                .waitFor())
        .isZero();

    assertThatThrownBy(() -> train(other.resolve("bin/python").toString()))
        .hasMessage(
            "train.ipynb cannot be executed: Python has no module nbclient (mlbox.yaml:3); `pip"
                + " install nbclient ipykernel`");
  }
}
