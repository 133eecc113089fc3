package dev.mlbox.runtime.grpc;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Calls of one message each to one server, for threads that may wait. */
public final class GrpcClient implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
  private static final int HTTP_PORT = 80;
  private static final int OK = 200;

  /** Models have long answers, and a window of 64 kB would stop each of them on its way. */
  private static final int WINDOW = 1 << 20;

  private final URI base;
  private @Nullable Vertx vertx;
  private @Nullable HttpClient client;

  /**
   * @param base of the server, {@code http://host:port}; nothing is opened before the first call
   */
  public GrpcClient(URI base) {
    this.base = base;
  }

  /**
   * What came of a call.
   *
   * @param words beside the status; empty for none
   * @param body the frames of the answer
   */
  public record Reply(GrpcStatus status, String words, byte[] body) {}

  /** Of connections to servers that speak HTTP/2 from the first byte on, without TLS. */
  public static HttpClientOptions options() {
    return new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setHttp2ClearTextUpgrade(false)
        .setInitialSettings(new Http2Settings().setInitialWindowSize(WINDOW))
        .setHttp2ConnectionWindowSize(WINDOW)
        .setTcpNoDelay(true);
  }

  /**
   * Calls a method.
   *
   * @param method path of it, such as {@code /grpc.health.v1.Health/Check}
   * @throws IOException when nobody answers, or what answers does not speak gRPC
   */
  public Reply call(String method, byte[] message, Duration limit) throws IOException {
    RequestOptions options =
        new RequestOptions()
            .setHost(base.getHost())
            .setPort(base.getPort() < 0 ? HTTP_PORT : base.getPort())
            .setMethod(HttpMethod.POST)
            .setURI(method)
            .setConnectTimeout(CONNECT_LIMIT.toMillis())
            .setIdleTimeout(limit.toMillis())
            .putHeader("content-type", "application/grpc")
            .putHeader("te", "trailers")
            .putHeader("grpc-timeout", limit.toMillis() + "m");
    Future<Reply> reply =
        client()
            .request(options)
            .compose(request -> request.send(Buffer.buffer(GrpcFrame.of(message))))
            .compose(response -> response.body().map(body -> reply(response, body)));
    return await(reply, limit.plus(CONNECT_LIMIT));
  }

  private static Reply reply(HttpClientResponse response, Buffer body) {
    String status = told(response, GrpcStatus.HEADER);
    if (status == null) {
      GrpcStatus meant = GrpcStatus.ofHttp(response.statusCode());
      return new Reply(
          response.statusCode() == OK ? GrpcStatus.UNKNOWN : meant,
          "status %d of HTTP, and none of gRPC".formatted(response.statusCode()),
          body.getBytes());
    }
    String words = told(response, GrpcStatus.MESSAGE_HEADER);
    return new Reply(
        GrpcStatus.parse(status), words == null ? "" : GrpcText.decode(words), body.getBytes());
  }

  private static @Nullable String told(HttpClientResponse response, String name) {
    String trailer = response.getTrailer(name);
    return trailer == null ? response.getHeader(name) : trailer;
  }

  private static Reply await(Future<Reply> reply, Duration limit) throws IOException {
    try {
      return reply
          .toCompletionStage()
          .toCompletableFuture()
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String words = cause.getMessage();
      throw new IOException(words == null ? cause.toString() : words, cause);
    } catch (TimeoutException e) {
      throw new IOException("no answer within %d s".formatted(limit.toSeconds()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private synchronized HttpClient client() {
    if (client == null) {
      vertx =
          Vertx.vertx(
              new VertxOptions()
                  .setEventLoopPoolSize(1)
                  .setFileSystemOptions(
                      new FileSystemOptions()
                          .setFileCachingEnabled(false)
                          .setClassPathResolvingEnabled(false)));
      client = vertx.createHttpClient(options());
    }
    return client;
  }

  @Override
  public synchronized void close() {
    if (vertx != null) {
      vertx.close();
    }
  }
}
