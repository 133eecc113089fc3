package dev.mlbox.jenkins.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {
  private static final List<String> WORDS =
      List.of(
          "plain",
          "",
          "two words",
          "it's \"quoted\"",
          "$HOME `id` $(id)",
          "a&b|c>d<e^f",
          "50%PATH%",
          "!bang!",
          "C:\\dir\\",
          "ends\\\"",
          "(group)",
          "*",
          "Zürich ≥ 0.7");

  @TempDir private Path folder;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no POSIX shell")
  void aPosixShellHandsOnExactlyTheWords() throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("printf", "%s\\n"));
    words.addAll(WORDS);
    words.add("two\nlines");
    Path script = Files.writeString(folder.resolve("script.sh"), Shell.POSIX.script(words, folder.resolve("it's a number").toString()));

    Process process = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(printed).isEqualTo(String.join("\n", words.subList(2, words.size())) + "\n");
  }

  @Test
  void aBatchFileHandsOnExactlyTheWords() {
    for (String word : WORDS) {
      String line = Shell.BATCH.line(List.of("java", word));
      assertThat(WindowsLine.words(line)).as(line).containsExactly("java", word);
    }
  }

  @Test
  void aBatchFileEndsWithTheProgramsCode() {
    assertThat(Shell.BATCH.script(List.of("java", "a b"), "number"))
        .isEqualTo("@echo off\r\n^\"java^\" ^\"a b^\"\r\nexit /b %ERRORLEVEL%\r\n");
  }

  @Test
  void aLineBreakIsRefusedWhereItCannotBeQuoted() {
    assertThatThrownBy(() -> Shell.BATCH.line(List.of("a\nb")))
        .hasMessage("a Windows command line cannot hold a line break");
  }
}
