package dev.mlbox.serving.behind;

import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Headers;
import dev.mlbox.serving.exchange.Incoming;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;

/** By HTTP/1.1, over connections that are kept for a moment. */
final class HttpWire implements Wire {
  private static final int CONNECTIONS = 512;

  /** Less than what servers keep: gunicorn closes after 2 s, uvicorn after 5 s. */
  private static final int KEEP_SECONDS = 1;

  private static final int OK = 200;
  private static final int NOT_OK = 300;

  @Override
  public HttpClient connections(Vertx vertx) {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setTcpNoDelay(true)
            .setKeepAliveTimeout(KEEP_SECONDS)
            .setMaxHeaderSize(Headers.LONGEST),
        new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  @Override
  public MultiMap headers(Incoming request) {
    return Headers.of(request);
  }

  @Override
  public Answer answer(HttpClientResponse response, Buffer body, String version, long micros) {
    String type = response.getHeader(HttpHeaders.CONTENT_TYPE);
    return new Answer(
        response.statusCode(),
        type == null ? "" : type,
        body,
        version,
        micros,
        Headers.of(response.headers()),
        "");
  }

  @Override
  public Incoming question(String health) {
    return new Incoming(HttpMethod.GET, health, health, HttpHeaders.headers(), Buffer.buffer());
  }

  @Override
  public boolean isWell(Answer answer) {
    return answer.status() >= OK && answer.status() < NOT_OK;
  }
}
