package dev.mlbox.engine.local;

import dev.mlbox.core.port.RolloutMemory.Conflict;
import dev.mlbox.core.port.RolloutMemory.Stored;
import dev.mlbox.core.port.Target;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.engine.live.KeptSamples;
import dev.mlbox.engine.metric.OwnMetricReader;
import dev.mlbox.engine.probe.HttpExchange;
import dev.mlbox.engine.probe.HttpProber;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * This machine as a target: real boxes and a front, which outlive the command that started them and
 * are found again by the next one.
 *
 * <p>A stable box that dies is started again by the front. A front that dies is started again by
 * the command that rolls out, or else by the next one that is given: {@link #revive}.
 */
public final class LocalTarget {
  private final LocalSite site;
  private final LocalFolder folder;
  private final Processes processes;
  private final BoxHttp http;
  private final Front front;
  private final LocalWorkloads workloads;
  private final LocalMemory memory;
  private final OwnMetricReader own;

  private LocalTarget(LocalSite site, Map<String, String> environment) {
    this.site = site;
    this.folder = LocalFolder.of(site);
    this.processes = new Processes(site.model(), InstantSource.system());
    this.http = new BoxHttp(LocalToken.of(folder));
    Boxes boxes = new Boxes(site, folder);
    this.front = new Front(site, folder, boxes, processes, http);
    this.workloads = new LocalWorkloads(folder, boxes, processes, http, front);
    this.memory = new LocalMemory(folder);
    this.own = new OwnMetricReader(environment);
  }

  /** Touches nothing yet. */
  public static LocalTarget open(LocalSite site) {
    return open(site, Map.of());
  }

  /**
   * Touches nothing yet.
   *
   * @param environment of commands that know a metric of the user's
   */
  public static LocalTarget open(LocalSite site, Map<String, String> environment) {
    return new LocalTarget(site, environment);
  }

  /** Core's view of it. */
  public Target target() {
    HttpProber prober =
        new HttpProber(new HttpExchange(this::metrics, LocalToken.of(folder)::shown));
    return new Target(
        workloads, new LocalMetrics(folder, http, own), memory, prober, new LocalProbes(folder));
  }

  /** What boxes have kept. */
  public KeptSamples samples() {
    return new LocalSamples(folder.samples());
  }

  /** Where clients send their requests. */
  public URI address() {
    return URI.create("http://%s:%d".formatted(Ports.HOST, site.port()));
  }

  /**
   * Refuses a port that somebody else has, before anything is begun.
   *
   * @throws MlboxException INVALID
   */
  public void requirePort() {
    Steady.run(front::requirePort);
  }

  /** Front and boxes, those that should run and do not included. */
  public List<LocalProcess> processes() {
    return Steady.call(
        () ->
            Stream.concat(Stream.of(folder.front()), folder.versions().stream())
                .flatMap(place -> place.read().map(process -> seen(place, process)).stream())
                .toList());
  }

  /**
   * Starts what should run and does not: after {@code kill -9}, or since the machine was restarted.
   *
   * @return what was done, a line for each; empty when all is well, when nothing was deployed, and
   *     when it was ended by {@link #stop}
   */
  public List<String> revive() {
    return Steady.call(
        () -> {
          Stored stored = memory.load();
          Lease lease = stored.record().lease();
          if (lease == null) {
            return List.of();
          }
          List<String> lines = new ArrayList<>();
          if (isMissing(folder.version(lease.stable().version()))) {
            lines.add(reviveStable(stored, lease));
          }
          if (isMissing(folder.front())) {
            front.serve();
            lines.add("the front had ended and was started again");
          }
          return lines;
        });
  }

  /**
   * Ends the front and then the boxes, gracefully. The record stays: the next deploy of the same
   * version starts them again.
   *
   * @return what was ended, a line for each
   */
  public List<String> stop() {
    return folder
        .processLock()
        .hold(
            () -> {
              List<LocalProcess> before = processes();
              workloads.end(List.of(folder.front()));
              workloads.end(folder.versions());
              return before.stream()
                  .filter(process -> process.pid() > 0)
                  .map(
                      process ->
                          "%s on %s (pid %d)"
                              .formatted(words(process.name()), process.address(), process.pid()))
                  .toList();
            });
  }

  private static String words(String name) {
    return name.equals(LocalFolder.FRONT) ? "the front" : "version " + name;
  }

  private boolean isMissing(ProcessFolder place) {
    Optional<BoxProcess> process = place.read();
    return process.isEmpty() || (!process.get().ending() && !processes.lives(process.get()));
  }

  private String reviveStable(Stored stored, Lease lease) {
    String version = lease.stable().version();
    RolloutRecord record = stored.record();
    Optional<Release> release =
        Stream.of(Optional.ofNullable(record.stable()), Optional.ofNullable(record.canary()))
            .flatMap(Optional::stream)
            .filter(known -> known.version().equals(version))
            .findFirst();
    if (release.isEmpty()) {
      return "version %s does not run, and its release is not known any more".formatted(version);
    }
    try {
      Route route = workloads.start(release.get());
      if (!route.equals(lease.stable())) {
        memory.save(record.with(lease.servedAt(route)), stored.revision());
      }
      return "the box of version %s had ended and was started again".formatted(version);
    } catch (Conflict conflict) {
      // Whoever wrote in between drives a rollout, and says itself where the box is.
      return "the box of version %s had ended and was started again".formatted(version);
    } catch (MlboxException e) {
      return "version %s does not run: %s".formatted(version, e.problems().get(0).message());
    }
  }

  private LocalProcess seen(ProcessFolder place, BoxProcess process) {
    long pid = processes.living(process).map(ProcessHandle::pid).orElse(0L);
    boolean ready = pid > 0 && http.live(process.launch()).filter(BoxHttp.Live::ready).isPresent();
    return new LocalProcess(
        place.name(),
        Ports.HOST + ":" + process.launch().port(),
        pid,
        ready,
        process.recent(processes.now()).size());
  }

  private URI metrics(Route route) {
    return folder
        .version(route.version())
        .read()
        .map(process -> BoxHttp.metrics(process.launch()))
        .orElseThrow(
            () ->
                MlboxException.broken(
                    Problem.of("no box of version %s runs".formatted(route.version())), null));
  }
}
