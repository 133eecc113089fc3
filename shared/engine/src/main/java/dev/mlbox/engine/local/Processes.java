package dev.mlbox.engine.local;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.local.BoxProcess.Identity;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Starts processes that outlive this one, finds them again, and ends them. */
final class Processes {
  private static final long LONGEST_LOG = 16L << 20;

  /** The operating system counts from its start, whose time a corrected clock moves. */
  private static final Duration SAME_START = Duration.ofSeconds(2);

  private static final Duration KILLED_WITHIN = Duration.ofSeconds(5);

  private final String model;
  private final InstantSource clock;
  private final Map<String, Orphan> mine = new ConcurrentHashMap<>();
  private final Map<String, Family> families = new ConcurrentHashMap<>();

  /** A process, and what it had started when it was last looked at. */
  private record Family(BoxProcess process, Set<ProcessHandle> children) {
    boolean isGone() {
      return children.stream().noneMatch(ProcessHandle::isAlive);
    }
  }

  Processes(String model, InstantSource clock) {
    this.model = model;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** Starts a process in a folder and remembers it there; returns without waiting. */
  BoxProcess start(ProcessFolder folder, Launch launch) {
    Instant now = now();
    List<Instant> launches =
        new ArrayList<>(folder.read().map(before -> before.recent(now)).orElse(List.of()));
    launches.add(now);
    String marker = "%s/%s@%s".formatted(model, folder.name(), UUID.randomUUID());
    try {
      Files.createDirectories(folder.path());
      Files.deleteIfExists(folder.ports());
      shorten(folder.log());
      Orphan process = start(folder, launch, mark(marker));
      mine.put(marker, process);
      ProcessHandle handle = process.handle();
      Instant started = handle.info().startInstant().orElse(now);
      BoxProcess born =
          new BoxProcess(new Identity(marker, handle.pid(), started), launch, launches, false);
      folder.write(born);
      return born;
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("%s cannot be started: %s".formatted(folder.name(), e.getMessage()))
              .at(folder.path().toString()),
          e);
    }
  }

  /** Settings of this command, and the marks by which Jenkins ends what a build has left behind. */
  private static boolean isOfTheCaller(String variable) {
    return variable.startsWith("MLBOX_")
        || variable.equals("BUILD_ID")
        || variable.endsWith("_COOKIE");
  }

  private static Orphan start(ProcessFolder folder, Launch launch, String mark) throws IOException {
    List<String> command = new ArrayList<>(List.of(launch.java(), mark));
    command.addAll(launch.options());
    command.addAll(launch.main());
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(Processes::isOfTheCaller);
    environment.putAll(launch.environment());
    return Orphan.start(folder, command, mark, environment);
  }

  private static String mark(String marker) {
    return "-Dmlbox.box=" + marker;
  }

  /**
   * Remembers what a process has started, a server or workers, and ends it once the process is gone
   * without having done so itself, as after {@code kill -9}.
   */
  void mind(BoxProcess process) {
    String marker = process.identity().marker();
    Optional<ProcessHandle> living = living(process);
    if (living.isPresent()) {
      Set<ProcessHandle> children = living.get().descendants().collect(Collectors.toSet());
      families.put(marker, new Family(process, children));
      return;
    }
    Family left = families.remove(marker);
    if (left != null && !left.isGone()) {
      left.children().forEach(ProcessHandle::destroyForcibly);
      // What follows may listen on the same port.
      Steady.await(KILLED_WITHIN, left::isGone);
    }
  }

  /** The same for all that were minded once and have no folder, or another process in it, now. */
  void mindAllBut(Set<String> markers) {
    families.values().stream()
        .map(Family::process)
        .filter(process -> !markers.contains(process.identity().marker()))
        .forEach(this::mind);
  }

  /**
   * Begins a log anew that has become too long, while it is being written: what was in it is beside
   * it until the next time.
   */
  static void bound(Path log) {
    if (log.toFile().length() <= LONGEST_LOG) {
      return;
    }
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      Files.copy(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      // Whoever writes it appends, and so goes on at the new end.
      channel.truncate(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void shorten(Path log) throws IOException {
    File file = log.toFile();
    if (file.length() > LONGEST_LOG) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The living process, which is that one and not another with its number. */
  Optional<ProcessHandle> living(BoxProcess process) {
    Identity identity = process.identity();
    Orphan own = mine.get(identity.marker());
    if (own != null) {
      return Optional.of(own.handle()).filter(ProcessHandle::isAlive);
    }
    return ProcessHandle.of(identity.pid())
        .filter(ProcessHandle::isAlive)
        .filter(handle -> isSame(handle.info(), identity));
  }

  private static boolean isSame(ProcessHandle.Info info, Identity identity) {
    if (info.command().isEmpty()) {
      // Dead, and its parent has not taken notice; or somebody else's.
      return false;
    }
    Optional<String[]> arguments = info.arguments();
    if (arguments.isPresent()) {
      return List.of(arguments.get()).contains(mark(identity.marker()));
    }
    return info.startInstant()
        .map(at -> Duration.between(at, identity.started()).abs().compareTo(SAME_START) <= 0)
        .orElse(false);
  }

  boolean lives(BoxProcess process) {
    return living(process).isPresent();
  }

  /** With what code it ended, when this process has started it. */
  OptionalInt exitCode(BoxProcess process) {
    Orphan own = mine.get(process.identity().marker());
    return own == null ? OptionalInt.empty() : own.exitCode();
  }

  /** Tells all of them to finish what they do and end; those that do not are killed. */
  void end(Collection<BoxProcess> processes, Duration grace) {
    List<BoxProcess> left = processes.stream().filter(this::lives).toList();
    List<ProcessHandle> shells =
        left.stream()
            .flatMap(process -> living(process).flatMap(ProcessHandle::parent).stream())
            .filter(Processes::isShell)
            .toList();
    left.forEach(process -> living(process).ifPresent(ProcessHandle::destroy));
    if (!Steady.await(grace, () -> left.stream().noneMatch(this::lives))) {
      left.forEach(process -> living(process).ifPresent(ProcessHandle::destroyForcibly));
      Steady.await(KILLED_WITHIN, () -> left.stream().noneMatch(this::lives));
    }
    // They write down with what code it ended: whoever deletes the folder comes after them.
    Steady.await(KILLED_WITHIN, () -> shells.stream().noneMatch(ProcessHandle::isAlive));
  }

  private static boolean isShell(ProcessHandle handle) {
    return handle.info().command().map(command -> command.endsWith("sh")).orElse(false);
  }
}
