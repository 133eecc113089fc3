package dev.mlbox.engine.traffic;

import dev.mlbox.core.config.Durations;
import dev.mlbox.core.config.MlboxConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.event.Listener;
import dev.mlbox.engine.project.Invocation;
import dev.mlbox.engine.project.Project;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Replays rows as requests, each when it is due, whatever became of the ones before it (an open
 * loop): a server that stalls meets the requests that users would have sent meanwhile.
 */
public final class Traffic {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);
  private static final long PROGRESS_NANOS = Duration.ofMillis(250).toNanos();
  private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(50).toNanos();

  private final List<byte[]> rows;
  private final TrafficRequest request;
  private final URI address;
  private final Listener listener;

  private Traffic(List<byte[]> rows, TrafficRequest request, URI address, Listener listener) {
    this.rows = rows;
    this.request = request;
    this.address = address;
    this.listener = listener;
  }

  /**
   * Sends until the time is over, or until the process is asked to end.
   *
   * @throws dev.mlbox.core.problem.MlboxException INVALID when mlbox.yaml, the data or the URL are
   */
  public static TrafficReport send(Invocation invocation, TrafficRequest request) {
    MlboxConfig config = Project.read(invocation).config();
    URI address = Address.predict(config, request.url());
    String data = request.data();
    List<byte[]> rows =
        RequestRows.read(
            data == null ? config.evaluate().data().text() : data,
            invocation.folder(),
            config.evaluate().target().text(),
            request.requests());
    return new Traffic(rows, request, address, invocation.listener()).send();
  }

  private TrafficReport send() {
    listener.on(
        new Event.Started(
            "traffic",
            "%s a second to %s for %s"
                .formatted(request.rate(), address, Durations.words(request.duration()))));
    Tally tally = new Tally();
    long start = System.nanoTime();
    try (Ending ending = new Ending();
        Sending sending = new Sending(address, LIMIT, tally, start)) {
      long sent = pace(sending, ending, start);
      boolean stopped = ending.isWanted();
      double seconds = (System.nanoTime() - start) / 1e9;
      sending.settle(stopped ? LAST_ANSWERS : LIMIT.plusSeconds(1));
      TrafficReport.Pace pace =
          new TrafficReport.Pace(
              address.toString(), seconds, request.rate(), sent / seconds, stopped);
      return tally.report(sent, pace);
    }
  }

  /** Returns how many were due. */
  private long pace(Sending sending, Ending ending, long start) {
    long total = request.requests();
    long told = start;
    long sent = 0;
    while (await(start + nanos(sent), ending) && sent < total) {
      sending.send(rows.get((int) (sent % rows.size())), start + nanos(sent));
      sent++;
      if (System.nanoTime() - told > PROGRESS_NANOS || sent == total) {
        told = System.nanoTime();
        listener.on(new Event.Progressed("traffic", sent, total, "requests"));
      }
    }
    return sent;
  }

  private long nanos(long requests) {
    return (long) (requests * 1e9 / request.rate());
  }

  /** Waits for a nanoTime. Returns false when the process is asked to end before. */
  private boolean await(long due, Ending ending) {
    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
      if (ending.isWanted()) {
        return false;
      }
      LockSupport.parkNanos(this, Math.min(wait, LONGEST_PAUSE_NANOS));
    }
    return !ending.isWanted();
  }
}
