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
  void aBatchFileStartsTheProgramWhateverItsFolderIsCalled() {
    for (String folder : List.of("Program Files", "Program Files (x86)", "R&D ^ 100% !new!", "Zürich")) {
      String program = "C:\\" + folder + "\\bin\\java";
      String line = Shell.BATCH.line(List.of(program, "-jar", "a b.jar"));
      assertThat(WindowsLine.words(line)).as(line).containsExactly(program, "-jar", "a b.jar");
    }
  }

  @Test
  void aProgramWithAnEscapedQuoteBeforeItWouldBeCutAtItsBlank() {
    assertThat(WindowsLine.words("^\"C:\\Program Files\\java^\" -jar").get(0)).isEqualTo("C:\\Program");
  }

  @Test
  void aBatchFileEndsWithTheProgramsCode() {
    assertThat(Shell.BATCH.script(List.of("java", "a b"), "number"))
        .isEqualTo(
            """
            @echo off
            setlocal DisableDelayedExpansion
            chcp 65001 >nul 2>&1
            "java" ^"a b^"
            exit /b %ERRORLEVEL%
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void aLineBreakIsRefusedWhereItCannotBeQuoted() {
    assertThatThrownBy(() -> Shell.BATCH.line(List.of("java", "reason=a\nb")))
        .hasMessage(
            "a Windows command line cannot hold the line break in \"reason=a…\": give the value on"
                + " one line");
  }

  @Test
  void aLineThatCmdWouldCutIsRefused() {
    int beside = Shell.BATCH.line(List.of("java", "")).length();
    String longest = "x".repeat(8191 - beside);
    assertThat(Shell.BATCH.script(List.of("java", longest), "number")).contains(longest);
    assertThatThrownBy(() -> Shell.BATCH.script(List.of("java", longest + "x"), "number"))
        .hasMessage(
            "the command has 8,192 characters as a line for cmd, which takes 8,191 at most: put"
                + " long settings into mlbox.yaml");
  }
}
