package dev.mlbox.serving.http;

import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.exchange.Reply;
import dev.mlbox.serving.split.Address;
import dev.mlbox.serving.split.LeaseClock;
import dev.mlbox.serving.split.LeaseView;
import dev.mlbox.serving.split.Splitter;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the way to other boxes warm: the first request on it loads classes, resolves a name and
 * opens a connection, which can take longer than a canary is given, and would then be counted
 * against it. So a question after its health goes ahead of the first request.
 */
final class Warmth {
  private static final long EVERY_MILLIS = 200;
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int TIMES = 20;
  private static final Incoming QUESTION =
      new Incoming(
          HttpMethod.GET,
          "/v2/health/live",
          "/v2/health/live",
          MultiMap.caseInsensitiveMultiMap(),
          Buffer.buffer());

  private final Vertx vertx;
  private final Forwarder forwarder;
  private final LeaseClock lease;
  private @Nullable Address canary;
  private @Nullable Address stable;

  /** To be used on the forwarder's event loop. */
  Warmth(Vertx vertx, Forwarder forwarder, LeaseClock lease) {
    this.vertx = vertx;
    this.forwarder = forwarder;
    this.lease = lease;
  }

  /**
   * Warms the client itself, and from then on each address that a lease names.
   *
   * @param self where this box listens
   */
  Future<Void> start(Address self) {
    vertx.setPeriodic(EVERY_MILLIS, id -> look());
    return repeat(self, TIMES);
  }

  private Future<Void> repeat(Address address, int times) {
    return times == 0
        ? Future.succeededFuture()
        : ask(address).compose(ignored -> repeat(address, times - 1));
  }

  /** An address that does not answer is asked again the next time. */
  private void look() {
    LeaseView view = lease.view();
    if (view == null) {
      return;
    }
    Address next = view.canary();
    if (next != null && !next.equals(canary)) {
      canary = next;
      ask(next).onSuccess(reply -> canary = heard(reply) ? canary : null);
    }
    if (!view.stable().equals(stable)) {
      stable = view.stable();
      ask(view.stable()).onSuccess(reply -> stable = heard(reply) ? stable : null);
    }
  }

  private static boolean heard(Reply reply) {
    return reply instanceof Reply.Answered;
  }

  private Future<Reply> ask(Address address) {
    return forwarder.ask(address, QUESTION, Splitter.FINAL, LIMIT);
  }
}
