package dev.mlbox.engine.local;

import dev.mlbox.core.port.Workloads;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Health;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** One box a version, and one front, as processes. */
final class LocalWorkloads implements Workloads {
  /** What a box takes to drain at most, see {@link Boxes}, and a little. */
  static final Duration GRACE = Duration.ofSeconds(12);

  private final LocalFolder folder;
  private final Boxes boxes;
  private final Processes processes;
  private final BoxHttp http;
  private final Front front;

  LocalWorkloads(LocalFolder folder, Boxes boxes, Processes processes, BoxHttp http, Front front) {
    this.folder = folder;
    this.boxes = boxes;
    this.processes = processes;
    this.http = http;
    this.front = front;
  }

  @Override
  public Route start(Release release) {
    ProcessFolder place = folder.version(release.version());
    Optional<BoxProcess> running = place.read().filter(this::serves);
    BoxProcess process =
        running.orElseGet(
            () ->
                folder
                    .processLock()
                    .hold(
                        () -> place.read().filter(this::serves).orElseGet(() -> launch(release))));
    return new Route(release.version(), Ports.HOST + ":" + process.launch().port());
  }

  private boolean serves(BoxProcess process) {
    return !process.ending() && processes.lives(process);
  }

  private BoxProcess launch(Release release) {
    ProcessFolder place = folder.version(release.version());
    Optional<BoxProcess> before = place.read();
    // One that was told to end and has not yet still has the port.
    before.ifPresent(process -> processes.end(List.of(process), GRACE));
    String name = folder.path() + "/" + release.version();
    int port = before.map(process -> process.launch().port()).filter(Ports::isFree).orElse(0);
    int chosen = port == 0 ? Ports.of(name, 0) : port;
    SafeFile.write(place.release(), Json.pretty(release) + "\n");
    Launch launch = boxes.box(release, chosen, Ports.of(name + "/metrics", chosen));
    return processes.start(place, launch);
  }

  @Override
  public Health health(String version) {
    return Steady.call(
        () -> {
          front.keep();
          ProcessFolder place = folder.version(version);
          return place
              .read()
              .filter(process -> !process.ending())
              .map(process -> health(place, process))
              .orElse(Health.NONE);
        });
  }

  private Health health(ProcessFolder place, BoxProcess process) {
    if (processes.lives(process)) {
      boolean ready =
          http.live(process.launch())
              .filter(live -> live.ready() && live.version().equals(place.name()))
              .isPresent();
      return new Health(1, ready ? 1 : 0, "", ready ? "" : waiting(place, process));
    }
    boolean forGood = !place.hasListened() || process.diesTooOften(processes.now());
    return new Health(1, 0, forGood ? ended(place, process) : "");
  }

  private static String waiting(ProcessFolder place, BoxProcess process) {
    return "process %d runs, but does not say that it is ready: %s"
        .formatted(process.identity().pid(), LastLines.telling(place.lastLines()));
  }

  /** In words, how a process that is dead has ended. */
  private String ended(ProcessFolder place, BoxProcess process) {
    OptionalInt code = processes.exitCode(process);
    int times = process.recent(processes.now()).size();
    return "the box ended%s%s: %s"
        .formatted(
            times > 1 ? " " + times + " times" : "",
            code.isPresent() ? " with code " + code.getAsInt() : "",
            LastLines.telling(place.lastLines()));
  }

  @Override
  public void serve(Route route) {
    Steady.run(front::serve);
  }

  @Override
  public void keepOnly(Set<String> versions) {
    folder
        .processLock()
        .hold(
            () -> {
              List<ProcessFolder> others =
                  folder.versions().stream()
                      .filter(place -> !versions.contains(place.name()))
                      .toList();
              end(others);
              others.forEach(this::remove);
              return others;
            });
  }

  /** Ends what runs in these folders; the lock is held. */
  List<BoxProcess> end(List<ProcessFolder> places) {
    places.forEach(place -> place.read().map(BoxProcess::toldToEnd).ifPresent(place::write));
    List<BoxProcess> told =
        places.stream().flatMap(place -> place.read().stream()).filter(processes::lives).toList();
    processes.end(told, GRACE);
    return told;
  }

  private void remove(ProcessFolder place) {
    try {
      if (Files.exists(place.log())) {
        Path kept = folder.keptLog(place.name());
        Files.createDirectories(kept.getParent());
        Files.move(place.log(), kept, StandardCopyOption.REPLACE_EXISTING);
      }
      try (Stream<Path> all = Files.walk(place.path())) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("what is left of version %s cannot be removed: %s".formatted(place.name(), e))
              .at(place.path().toString()),
          e);
    }
  }

  @Override
  public List<String> lastWords(String version) {
    return Steady.call(
        () -> {
          Path log = folder.version(version).log();
          return LastLines.of(Files.exists(log) ? log : folder.keptLog(version));
        });
  }
}
