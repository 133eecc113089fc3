package dev.mlbox.engine.local;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The box without a model that has the model's address and sends everything on to the stable
 * version, which it finds in the lease.
 */
final class Front {
  private static final Duration START_LIMIT = Duration.ofSeconds(20);

  /** A process that was killed looks dead a moment before its port is free. */
  private static final Duration LETS_GO_WITHIN = Duration.ofSeconds(2);

  private final LocalSite site;
  private final LocalFolder folder;
  private final Boxes boxes;
  private final Processes processes;
  private final BoxHttp http;

  Front(LocalSite site, LocalFolder folder, Boxes boxes, Processes processes, BoxHttp http) {
    this.site = site;
    this.folder = folder;
    this.boxes = boxes;
    this.processes = processes;
    this.http = http;
  }

  /** The front that runs where it should. */
  Optional<BoxProcess> running() {
    return folder.front().read().filter(process -> !process.ending() && processes.lives(process));
  }

  /**
   * Sees to it that the front runs on the configured port, and returns when it does.
   *
   * @throws MlboxException INVALID when somebody else has the port
   */
  void serve() {
    BoxProcess process =
        here().orElseGet(() -> folder.processLock().hold(() -> here().orElseGet(this::launch)));
    boolean over = Steady.await(START_LIMIT, () -> isReady(process) || !processes.lives(process));
    if (!over || !processes.lives(process)) {
      throw MlboxException.broken(
          Problem.of(
                  "the front %s: %s"
                      .formatted(
                          over ? "ended" : "was not ready after " + START_LIMIT.toSeconds() + " s",
                          LastLines.telling(folder.front().lastLines())))
              .at(folder.front().log().toString()),
          null);
    }
  }

  /** Starts the front again when it should run and has died. */
  void keep() {
    boolean died =
        folder
            .front()
            .read()
            .filter(front -> !front.ending() && !processes.lives(front))
            .isPresent();
    if (died && Ports.isFree(site.port())) {
      folder.processLock().hold(() -> here().orElseGet(this::launch));
    }
  }

  /**
   * Refuses a port that somebody else has and keeps.
   *
   * @throws MlboxException INVALID
   */
  void requirePort() {
    boolean mine =
        folder
            .front()
            .read()
            .filter(front -> front.launch().port() == site.port() && processes.lives(front))
            .isPresent();
    if (!mine && !Steady.await(LETS_GO_WITHIN, () -> Ports.isFree(site.port()))) {
      String owner = PortOwner.of(site.port()).map(words -> " by " + words).orElse("");
      throw MlboxException.invalid(
          Problem.of("port %d is taken%s".formatted(site.port(), owner))
              .at(site.place().isEmpty() ? null : site.place())
              .expected("a free port for the model's front")
              .remedy("set deploy.port to another one, or end what has it"));
    }
  }

  private Optional<BoxProcess> here() {
    return running().filter(process -> process.launch().port() == site.port());
  }

  private boolean isReady(BoxProcess process) {
    return http.live(process.launch()).filter(BoxHttp.Live::ready).isPresent();
  }

  /** The lock is held. */
  private BoxProcess launch() {
    ProcessFolder place = folder.front();
    // On another port, or told to end and not yet gone.
    place.read().ifPresent(old -> processes.end(List.of(old), LocalWorkloads.GRACE));
    requirePort();
    int metricsPort = Ports.of(place.path() + "/metrics", site.port());
    return processes.start(place, boxes.front(metricsPort));
  }
}
