package dev.mlbox.engine.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts a process into a session of its own, so that Ctrl-C in the terminal that started it does not
 * reach it. Linux has a command for that, macOS has Perl; elsewhere processes survive the one that
 * started them, but not Ctrl-C in its window.
 */
final class Detached {
  static final boolean IS_WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");

  /** Where the output of nobody and the input of a server go. */
  static final File NOTHING = new File(IS_WINDOWS ? "NUL" : "/dev/null");

  private Detached() {}

  /** The same command, detached. */
  static List<String> command(List<String> command) {
    List<String> prefix =
        find("setsid")
            .map(List::of)
            .or(
                () ->
                    find("perl")
                        .map(
                            perl ->
                                List.of(
                                    perl,
                                    "-e",
                                    "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV")))
            .orElse(List.of());
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  private static Optional<String> find(String program) {
    if (IS_WINDOWS) {
      return Optional.empty();
    }
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/bin"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
