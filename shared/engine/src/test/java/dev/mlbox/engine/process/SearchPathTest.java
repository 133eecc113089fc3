package dev.mlbox.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPathTest {
  private final Path folder;

  SearchPathTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path program(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @Test
  void theFirstFolderThatHasItWins() throws IOException {
    Path first = program("one/tool");
    program("two/tool");
    SearchPath path =
        new SearchPath(
            List.of(folder.resolve("none"), folder.resolve("one"), folder.resolve("two")),
            List.of(""));

    assertThat(path.find("tool", folder)).contains(first);
    assertThat(path.find("other", folder)).isEmpty();
  }

  @Test
  void windowsExtensionsAreTried() throws IOException {
    Path script = program("bin/tool.CMD");
    Path program = program("bin/other.exe");
    SearchPath path = new SearchPath(List.of(folder.resolve("bin")), List.of(".EXE", ".CMD"));

    assertThat(path.find("tool", folder)).contains(script);
    assertThat(path.find("tool.CMD", folder)).contains(script);
    assertThat(path.find("other.exe", folder)).contains(program);
  }

  @Test
  void aPathStartsAtTheProjectsFolder() throws IOException {
    Path script = program("scripts/train.sh");

    assertThat(new SearchPath(List.of(), List.of("")).find("./scripts/train.sh", folder))
        .contains(script);
  }

  @Test
  void theFoldersThatWereTriedAreNamed() {
    assertThatThrownBy(
            () -> SearchPath.of(Map.of("PATH", "/a/b")).require("tool", folder, "mlbox.yaml:3"))
        .hasMessage(
            "there is no program `tool` (mlbox.yaml:3); expected it in a folder of PATH: /a/b;"
                + " install it, or write its path");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(
            () -> new SearchPath(List.of(), List.of("")).require("./train.sh", folder, "here"))
        .hasMessage(
            "there is no program `./train.sh` (here); expected it at %s"
                .formatted(folder.resolve("train.sh")));
  }

  @Test
  void aFileThatIsNotExecutableIsNamed() throws IOException {
    Files.writeString(folder.resolve("train.sh"), "");

    assertThatThrownBy(
            () -> new SearchPath(List.of(), List.of("")).require("./train.sh", folder, "here"))
        .hasMessage(
            "`./train.sh` is not executable (here);"
                + " run it with its interpreter, or make it executable (`chmod +x`)");
  }
}
