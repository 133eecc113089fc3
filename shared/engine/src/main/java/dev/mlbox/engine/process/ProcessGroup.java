package dev.mlbox.engine.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A program and all that it started. Where {@code setsid} exists the program leads a session of its
 * own, so that even orphans are found; elsewhere its descendants are what can be found.
 */
final class ProcessGroup {
  private static final Path PROC = Path.of("/proc");
  private static final Duration POLL = Duration.ofMillis(20);

  private final ProcessHandle leader;
  private final Set<ProcessHandle> known = new HashSet<>();

  ProcessGroup(ProcessHandle leader) {
    this.leader = leader;
    known.add(leader);
  }

  /** The words that start a program as the leader of its own session, where that is possible. */
  static List<String> leading(List<String> words, SearchPath path, Path folder) {
    Optional<Path> setsid =
        Files.isReadable(PROC.resolve("self/stat"))
            ? path.find("setsid", folder)
            : Optional.empty();
    List<String> all = new ArrayList<>();
    setsid.ifPresent(program -> all.add(program.toString()));
    all.addAll(words);
    return all;
  }

  /** Those that run now. */
  synchronized Set<ProcessHandle> running() {
    List.copyOf(known).forEach(handle -> handle.descendants().forEach(known::add));
    session().forEach(known::add);
    known.removeIf(handle -> !handle.isAlive());
    Set<ProcessHandle> running = new HashSet<>(known);
    running.removeIf(handle -> Stat.of(handle.pid()).map(Stat::isZombie).orElse(false));
    return running;
  }

  private Stream<ProcessHandle> session() {
    if (!Files.isDirectory(PROC)) {
      return Stream.empty();
    }
    return ProcessHandle.allProcesses()
        .filter(
            handle ->
                Stat.of(handle.pid()).map(stat -> stat.session() == leader.pid()).orElse(false));
  }

  /**
   * Waits until nobody runs.
   *
   * @return whether that came true in time
   */
  boolean awaitEnd(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (!running().isEmpty()) {
      if (System.nanoTime() > end) {
        return false;
      }
      pause();
    }
    return true;
  }

  /**
   * Asks all to end, and ends those that have not after a time of grace.
   *
   * @return those that could not be ended, which only a stuck device or missing rights can cause
   */
  Set<ProcessHandle> end(Duration grace) {
    signal(grace, ProcessHandle::destroy);
    return signal(grace, ProcessHandle::destroyForcibly);
  }

  private Set<ProcessHandle> signal(Duration time, Signal signal) {
    long end = System.nanoTime() + time.toNanos();
    Set<ProcessHandle> told = new HashSet<>();
    Set<ProcessHandle> running = running();
    // Again and again: whoever is told may have started another one in the meantime.
    while (!running.isEmpty() && System.nanoTime() < end) {
      running.stream().filter(told::add).forEach(signal::send);
      pause();
      running = running();
    }
    return running;
  }

  /** Ending a group is never cut short: an interrupt is remembered, not followed. */
  private static void pause() {
    boolean interrupted = Thread.interrupted();
    try {
      // Grandchildren are no children of ours: the system reports their end to nobody.
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Signal {
    boolean send(ProcessHandle handle);
  }

  /** What Linux says of a process (proc(5), stat). */
  private record Stat(boolean isZombie, long session) {
    private static final int STATE = 0;
    private static final int SESSION = 3;

    static Optional<Stat> of(long pid) {
      try {
        String stat = Files.readString(PROC.resolve(pid + "/stat"));
        // The name, in parentheses, may contain anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        boolean zombie = fields[STATE].equals("Z") || fields[STATE].equals("X");
        return Optional.of(new Stat(zombie, Long.parseLong(fields[SESSION])));
      } catch (IOException | RuntimeException e) {
        return Optional.empty();
      }
    }
  }
}
