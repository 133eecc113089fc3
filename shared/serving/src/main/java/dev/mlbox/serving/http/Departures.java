package dev.mlbox.serving.http;

import dev.mlbox.serving.exchange.Answer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets whoever a box needs end after it. Kubernetes stops all containers of a pod at once; the
 * user's own server asks here before it is stopped, and is answered when the box has answered
 * everybody. To be used on one event loop.
 */
final class Departures {
  static final String PATH = "/mlbox/drained";

  /**
   * By then a box of a pod that ends has been told so. Else only the one who asks is to be started
   * again, as it hangs, and that should not wait.
   */
  private static final long PATIENCE_MILLIS = 5_000;

  private final Vertx vertx;
  private final Health health;
  private final String version;

  /** Requests and their timers. */
  private final Map<HttpServerRequest, Long> waiting = new HashMap<>();

  Departures(Vertx vertx, Health health, String version) {
    this.vertx = vertx;
    this.health = health;
    this.version = version;
    Context here = vertx.getOrCreateContext();
    health.drained().onComplete(ignored -> here.runOnContext(drained -> dismissAll()));
  }

  /** Answers when nobody needs the one who asks any more. */
  void wait(HttpServerRequest request) {
    if (health.drained().isComplete()) {
      dismiss(request);
      return;
    }
    long timer =
        vertx.setTimer(
            PATIENCE_MILLIS,
            ignored -> {
              if (!health.draining()) {
                dismiss(request);
              }
            });
    waiting.put(request, timer);
    request
        .response()
        .closeHandler(
            gone -> {
              vertx.cancelTimer(timer);
              waiting.remove(request);
            });
  }

  /** How many wait for this box's end. */
  int waiting() {
    return waiting.size();
  }

  private void dismissAll() {
    List.copyOf(waiting.keySet()).forEach(this::dismiss);
  }

  private void dismiss(HttpServerRequest request) {
    Long timer = waiting.remove(request);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
    byte[] body =
        "{\"drained\":%s}"
            .formatted(health.drained().isComplete())
            .getBytes(StandardCharsets.UTF_8);
    Responses.send(request, Answer.json(200, body, version), false);
  }
}
