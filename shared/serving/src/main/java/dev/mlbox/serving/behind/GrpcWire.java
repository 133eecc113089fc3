package dev.mlbox.serving.behind;

import dev.mlbox.runtime.grpc.GrpcClient;
import dev.mlbox.runtime.grpc.GrpcFrame;
import dev.mlbox.runtime.server.ServerHealth;
import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Called;
import dev.mlbox.serving.exchange.Headers;
import dev.mlbox.serving.exchange.Incoming;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;

/** By gRPC: HTTP/2 without TLS, from the first byte on, many calls on few connections. */
final class GrpcWire implements Wire {
  /** More than one, so that calls of several event loops do not all wait for one. */
  private static final int CONNECTIONS = 8;

  private static final int OK = 200;

  @Override
  public HttpClient connections(Vertx vertx) {
    return vertx.createHttpClient(
        GrpcClient.options().setMaxHeaderSize(Headers.LONGEST),
        new PoolOptions().setHttp2MaxSize(CONNECTIONS));
  }

  @Override
  public MultiMap headers(Incoming request) {
    return Headers.of(request).add("te", "trailers");
  }

  @Override
  public Answer answer(HttpClientResponse response, Buffer body, String version, long micros) {
    return Called.answer(response, body, version, micros);
  }

  /** A message without fields asks for the server as a whole, in all that are asked after it. */
  @Override
  public Incoming question(String health) {
    MultiMap headers = HttpHeaders.headers().add(HttpHeaders.CONTENT_TYPE, Called.TYPE);
    Buffer nothing = Buffer.buffer(GrpcFrame.of(new byte[0]));
    return new Incoming(HttpMethod.POST, health, health, headers, nothing);
  }

  @Override
  public boolean isWell(Answer answer) {
    try {
      return answer.status() == OK
          && ServerHealth.isWell(GrpcFrame.message(answer.body().getBytes()));
    } catch (IOException e) {
      return false;
    }
  }
}
