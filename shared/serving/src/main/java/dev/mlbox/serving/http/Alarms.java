package dev.mlbox.serving.http;

import dev.mlbox.core.judge.LatencyBuckets;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.serving.exchange.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;

/**
 * Tells a pilot of a canary's bad answers when they happen: {@code GET
 * /mlbox/alarm?canary=…&slow=…&bad=…&within=…} is answered as soon as so many answers of the canary
 * have failed or taken more than so many milliseconds, since this box started, and with status 204
 * when so many milliseconds have passed before. The counts are looked at while somebody waits, and
 * nothing is done for it where requests are answered. To be used on one event loop.
 */
final class Alarms {
  static final String PATH = "/mlbox/alarm";

  private static final long EVERY_MILLIS = 20;
  private static final long LONGEST_MILLIS = 30_000;

  /** Each pilot asks once at a time, and there is one, or two for a moment. */
  private static final int MOST_WAITING = 8;

  private final Vertx vertx;
  private final Health health;
  private final Books books;
  private final String version;
  private int waiting;

  Alarms(Vertx vertx, Health health, Books books, String version) {
    this.vertx = vertx;
    this.health = health;
    this.books = books;
    this.version = version;
  }

  /**
   * What somebody waits for.
   *
   * @param bad answers of the canary
   * @param bucket above which one is slow
   */
  private record Wish(String canary, long bad, int bucket, long untilNanos) {}

  /** Answers when there is something to tell, or nothing within the time. */
  void wait(HttpServerRequest request) {
    Wish wish;
    try {
      long within = Math.min(LONGEST_MILLIS, Long.parseLong(request.getParam("within", "0")));
      wish =
          new Wish(
              request.getParam("canary", ""),
              Long.parseLong(request.getParam("bad", "")),
              LatencyBuckets.ofMillis(Double.parseDouble(request.getParam("slow", "Infinity"))),
              System.nanoTime() + within * 1_000_000);
    } catch (NumberFormatException e) {
      Responses.send(
          request,
          Answer.problem(400, Problem.of("`bad`, `slow` and `within` are numbers"), version),
          false);
      return;
    }
    if (waiting >= MOST_WAITING || isOver(wish)) {
      tell(request, wish);
      return;
    }
    waiting++;
    long timer =
        vertx.setPeriodic(
            EVERY_MILLIS,
            id -> {
              if (isOver(wish)) {
                vertx.cancelTimer(id);
                tell(request, wish);
              }
            });
    request
        .response()
        .closeHandler(gone -> vertx.cancelTimer(timer))
        .endHandler(ended -> waiting--);
  }

  private boolean isOver(Wish wish) {
    return health.draining()
        || count(wish) >= wish.bad()
        || System.nanoTime() - wish.untilNanos() >= 0;
  }

  private long count(Wish wish) {
    return books.counts().bad(wish.canary(), wish.bucket());
  }

  private void tell(HttpServerRequest request, Wish wish) {
    long bad = count(wish);
    boolean enough = bad >= wish.bad();
    String body = enough ? "{\"bad\":%d}".formatted(bad) : "";
    Responses.send(
        request,
        Answer.json(enough ? 200 : 204, body.getBytes(StandardCharsets.UTF_8), version),
        false);
  }
}
