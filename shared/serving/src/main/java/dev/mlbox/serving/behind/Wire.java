package dev.mlbox.serving.behind;

import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Incoming;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;

/** How a server behind a box is spoken to. */
interface Wire {

  /** Connections to it. */
  HttpClient connections(Vertx vertx);

  /** What a request says on its way to it. */
  MultiMap headers(Incoming request);

  /**
   * Its answer.
   *
   * @param response that has ended
   * @param version that the answer is said to come from
   * @param micros that it took
   */
  Answer answer(HttpClientResponse response, Buffer body, String version, long micros);

  /** The question after its health. */
  Incoming question(String health);

  /** Whether the answer to that question says that it can predict. */
  boolean isWell(Answer answer);
}
