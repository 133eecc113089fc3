package dev.mlbox.engine.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who listens on a port, where Linux says so; other systems ask for more rights than a hint is
 * worth.
 */
final class PortOwner {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTENS = "0A";

  private PortOwner() {}

  /**
   * Such as {@code python3 (pid 4711)}; empty when it cannot be found. Its arguments are not ours
   * to print: there are passwords among them.
   */
  static Optional<String> of(int port) {
    Set<String> sockets =
        Stream.of("tcp", "tcp6")
            .flatMap(table -> lines(PROC.resolve("net").resolve(table)).stream())
            .map(line -> line.strip().split("\\s+"))
            .filter(fields -> fields.length > 9 && fields[3].equals(LISTENS))
            .filter(fields -> fields[1].endsWith(":%04X".formatted(port)))
            .map(fields -> "socket:[" + fields[9] + "]")
            .collect(Collectors.toSet());
    return sockets.isEmpty()
        ? Optional.empty()
        : ProcessHandle.allProcesses()
            .filter(process -> holds(process.pid(), sockets))
            .findFirst()
            .map(PortOwner::words);
  }

  private static boolean holds(long pid, Set<String> sockets) {
    try (Stream<Path> open = Files.list(PROC.resolve(Long.toString(pid)).resolve("fd"))) {
      return open.anyMatch(file -> sockets.contains(target(file)));
    } catch (IOException | UncheckedIOException e) {
      // Somebody else's process, or gone.
      return false;
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static String words(ProcessHandle process) {
    String name =
        process
            .info()
            .command()
            .map(path -> Path.of(path).getFileName().toString())
            .orElse("a process");
    return "%s (pid %d)".formatted(name, process.pid());
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
