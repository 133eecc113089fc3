package dev.mlbox.engine.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A process that outlives whoever started it. Where there is a shell it is nobody's child: whoever
 * ends a command with all its children, as Jenkins does when it aborts a build, does not find it.
 *
 * @param handle the process
 * @param codeFile gets its exit code; null where the process is a child
 * @param child where it is one
 */
record Orphan(ProcessHandle handle, @Nullable Path codeFile, @Nullable Process child) {
  private static final Duration BIRTH = Duration.ofSeconds(10);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /**
   * In a session of its own: starts the process, writes down its number, waits, and keeps its code,
   * unless another has been started in the folder since. It tells nothing on its output: Java
   * closes that once the process is gone that it has started.
   */
  private static final String MIDWIFE =
      "code=$1 number=$2; shift 2; \"$@\" & child=$!; echo $child >\"$number.new\";"
          + " mv \"$number.new\" \"$number\"; exec >/dev/null 2>&1; wait $child; ended=$?;"
          + " read -r now <\"$number\" && [ \"$now\" = $child ] && echo $ended >\"$code\"";

  /** Goes at once, so that what it started is nobody's. */
  private static final String MOTHER = "\"$@\" &";

  /**
   * Starts one.
   *
   * @param command has the word {@code mark}
   * @param environment all variables that it gets
   */
  static Orphan start(
      ProcessFolder folder, List<String> command, String mark, Map<String, String> environment)
      throws IOException {
    Files.deleteIfExists(folder.exitCode());
    Files.deleteIfExists(folder.number());
    return Detached.IS_WINDOWS
        ? child(folder, command, environment)
        : orphan(folder, command, mark, environment);
  }

  private static Orphan child(
      ProcessFolder folder, List<String> command, Map<String, String> environment)
      throws IOException {
    Process process = builder(folder, command, environment).start();
    return new Orphan(process.toHandle(), null, process);
  }

  private static Orphan orphan(
      ProcessFolder folder, List<String> command, String mark, Map<String, String> environment)
      throws IOException {
    List<String> midwife = new ArrayList<>(List.of("sh", "-c", MIDWIFE, "sh"));
    midwife.add(folder.exitCode().toAbsolutePath().toString());
    midwife.add(folder.number().toAbsolutePath().toString());
    midwife.addAll(command);
    List<String> mother = new ArrayList<>(List.of("sh", "-c", MOTHER, "sh"));
    mother.addAll(Detached.command(midwife));
    builder(folder, mother, environment).start();
    Steady.await(BIRTH, () -> !read(folder.number()).isEmpty());
    String number = read(folder.number());
    if (!number.matches("[0-9]+")) {
      throw new IOException("it did not begin: " + String.join(" ", folder.lastLines()));
    }
    ProcessHandle handle =
        ProcessHandle.of(Long.parseLong(number))
            .orElseThrow(
                () -> new IOException("it ended at once: " + String.join(" ", folder.lastLines())));
    // Until it is itself, it is a shell: nobody else would know it by its mark.
    Steady.await(BIRTH, () -> !handle.isAlive() || isBorn(handle.info(), mark));
    return new Orphan(handle, folder.exitCode(), null);
  }

  private static boolean isBorn(ProcessHandle.Info info, String mark) {
    return info.arguments()
        .map(words -> List.of(words).contains(mark) && !words[0].equals("-c"))
        .orElse(true);
  }

  private static ProcessBuilder builder(
      ProcessFolder folder, List<String> command, Map<String, String> environment) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.path().toFile())
            .redirectInput(Redirect.from(Detached.NOTHING))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(folder.log().toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  /** With what code it ended; empty while it lives. */
  OptionalInt exitCode() {
    if (handle.isAlive()) {
      return OptionalInt.empty();
    }
    if (child != null) {
      return OptionalInt.of(child.exitValue());
    }
    Path file = Objects.requireNonNull(codeFile);
    Steady.await(LAST_WORDS, () -> !read(file).isEmpty());
    String text = read(file);
    return text.matches("[0-9]+") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }

  private static String read(Path file) {
    try {
      return SafeFile.read(file).orElse("").strip();
    } catch (RuntimeException e) {
      return "";
    }
  }
}
