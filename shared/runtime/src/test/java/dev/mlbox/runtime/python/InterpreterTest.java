package dev.mlbox.runtime.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpreterTest {
  private final Path folder;

  InterpreterTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void prefersPython3AnywhereOnTheSearchPath() throws IOException {
    Path old = program("old", "python");
    Path three = program("new", "python3");
    assertThat(find(old, three)).isEqualTo(three.toString());
    assertThat(find(old)).isEqualTo(old.toString());
  }

  @Test
  void looksForPythonExeOnWindows() throws IOException {
    Path windows = program("windows", "python.exe");
    String path = program("unix", "python3").getParent() + File.pathSeparator + windows.getParent();
    assertThat(Interpreter.find(path, "Windows 11")).isEqualTo(windows.toString());
  }

  @Test
  void saysThatThereIsNone() {
    assertThatThrownBy(() -> Interpreter.find(folder.toString() + File.pathSeparator, "Linux"))
        .hasMessage(
            "no Python is on the search path; expected python3; install Python 3, or name the"
                + " interpreter");
  }

  @Test
  void makesAPathAbsoluteButNotAName() {
    assertThat(Interpreter.find("python3.11")).isEqualTo("python3.11");
    assertThat(Interpreter.find(".venv/bin/python"))
        .isEqualTo(Path.of(".venv/bin/python").toAbsolutePath().toString());
  }

  private String find(Path... programs) {
    StringBuilder path = new StringBuilder("nowhere");
    for (Path program : programs) {
      path.append(File.pathSeparator).append(program.getParent());
    }
    return Interpreter.find(path.toString(), "Linux");
  }

  private Path program(String at, String name) throws IOException {
    Path file = Files.createDirectories(folder.resolve(at)).resolve(name);
    Files.writeString(file, "");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
