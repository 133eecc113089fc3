package dev.mlbox.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.Stated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "makes executables by their permission")
class InterpreterTest {
  private final Path folder;
  private final RecordedListener listener = new RecordedListener();
  private final Map<String, String> environment;

  InterpreterTest(@TempDir Path folder) {
    this.folder = folder;
    this.environment = Map.of("PATH", folder.resolve("bin").toString());
  }

  private Path program(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private List<String> resolve(String line, @Nullable String configured) {
    return new Interpreter(folder, configured, environment)
        .resolve(new Stated(line, "mlbox.yaml:3"), listener);
  }

  @Test
  void theConfiguredOneComesFirst() throws IOException {
    program("bin/python");
    program(".venv/bin/python");
    Path configured = program("conda/bin/python");

    assertThat(resolve("python3 train.py", "conda/bin/python"))
        .containsExactly(configured.toString(), "train.py");
    assertThat(listener.notes).containsExactly("python3 is conda/bin/python, configured");
  }

  @Test
  void theVirtualEnvironmentComesNext() throws IOException {
    program("bin/python");
    Path own = program("venv/bin/python");

    assertThat(resolve("python train.py", null)).containsExactly(own.toString(), "train.py");
    assertThat(listener.notes)
        .containsExactly(
            "python is venv/bin/python, the virtual environment in the project's folder");
  }

  @Test
  void theSearchPathComesLastUnderEitherName() throws IOException {
    Path python = program("bin/python3");

    assertThat(resolve("python train.py", null)).containsExactly(python.toString(), "train.py");
    assertThat(listener.notes)
        .containsExactly("python is bin/python3, the first on the search path");
  }

  @Test
  void otherProgramsAreFoundInTheVirtualEnvironmentToo() throws IOException {
    program(".venv/bin/python");
    Files.writeString(folder.resolve(".venv/pyvenv.cfg"), "");
    Path dvc = program(".venv/bin/dvc");

    assertThat(resolve("dvc repro", null)).containsExactly(dvc.toString(), "repro");
    assertThat(listener.notes).isEmpty();
    assertThat(new Interpreter(folder, null, environment).environment())
        .containsEntry("VIRTUAL_ENV", folder.resolve(".venv").toString())
        .containsEntry("PATH", folder.resolve(".venv/bin") + ":" + folder.resolve("bin"))
        .containsEntry("PYTHONUNBUFFERED", "1");
  }

  @Test
  void noPythonAtAllIsNamed() {
    assertThatThrownBy(() -> resolve("python train.py", null))
        .hasMessage(
            "there is no program `python3` (mlbox.yaml:3); expected it in a folder of PATH: %s;"
                    .formatted(folder.resolve("bin"))
                + " install it, or write its path");
  }

  @Test
  void aConfiguredOneThatIsMissingIsNamed() {
    assertThatThrownBy(() -> resolve("python train.py", ".conda/bin/python"))
        .hasMessage(
            "there is no program `.conda/bin/python` (mlbox.yaml:3); expected it at "
                + folder.resolve(".conda/bin/python"));
  }
}
