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
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Calls of one message each to one server, for threads that may wait. */
public final class GrpcClient implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
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
   * Calls a method. A connection on which nothing is heard is not kept for the next call, and a
   * call whose connection ended before anything was heard is made once more: a server that starts
   * late, or again, is found as soon as it answers.
   *
   * @param method path of it, such as {@code /grpc.health.v1.Health/Check}
   * @throws IOException when nobody answers, or what answers does not speak gRPC
   */
  public Reply call(String method, byte[] message, Duration limit) throws IOException {
    long until = System.nanoTime() + limit.toNanos();
    Attempt first = new Attempt(client());
    try {
      return first.call(method, message, limit);
    } catch (IOException e) {
      Duration left = Duration.ofNanos(until - System.nanoTime());
      if (!first.wasCutOff || left.toMillis() <= 0) {
        throw e;
      }
      return new Attempt(client()).call(method, message, left);
    }
  }

  /** One call over one connection. */
  private final class Attempt {
    private final HttpClient over;
    private volatile boolean connected;
    private volatile boolean heard;
    private boolean wasCutOff;

    Attempt(HttpClient over) {
      this.over = over;
    }

    Reply call(String method, byte[] message, Duration limit) throws IOException {
      // One step in the other: what comes back is taken on the event loop, before more can come.
      Future<Reply> reply =
          over.request(options(method, limit))
              .compose(
                  request -> {
                    connected = true;
                    return request
                        .send(Buffer.buffer(GrpcFrame.of(message)))
                        .compose(this::answered);
                  });
      try {
        return reply
            .toCompletionStage()
            .toCompletableFuture()
            .get(limit.plus(CONNECT_LIMIT).toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        throw failed(e.getCause() == null ? e : e.getCause());
      } catch (TimeoutException e) {
        throw failed(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }

    private Future<Reply> answered(HttpClientResponse response) {
      heard = true;
      return response.body().map(body -> reply(response, body));
    }

    private IOException failed(Throwable cause) {
      // The other end's close is often seen first by what is written after it: a broken pipe.
      boolean ended =
          cause instanceof HttpClosedException
              || cause instanceof StreamResetException
              || cause instanceof IOException;
      boolean late = cause instanceof TimeoutException;
      if (!heard && (ended || late)) {
        // When another call has dropped it already, this one ended with it.
        wasCutOff = !drop(over) || (ended && connected);
      }
      if (late) {
        return new IOException(
            connected
                ? "no answer in time"
                : "nobody speaks HTTP/2 there within %d s".formatted(CONNECT_LIMIT.toSeconds()),
            cause);
      }
      String words = cause.getMessage();
      return new IOException(words == null ? cause.toString() : words, cause);
    }
  }

  private RequestOptions options(String method, Duration limit) {
    return new RequestOptions()
        .setHost(base.getHost())
        .setPort(base.getPort() < 0 ? HTTP_PORT : base.getPort())
        .setMethod(HttpMethod.POST)
        .setURI(method)
        .setConnectTimeout(CONNECT_LIMIT.toMillis())
        .setIdleTimeout(limit.toMillis())
        .putHeader("content-type", "application/grpc")
        .putHeader("te", "trailers")
        .putHeader("grpc-timeout", limit.toMillis() + "m");
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

  private synchronized HttpClient client() {
    if (vertx == null) {
      vertx =
          Vertx.vertx(
              new VertxOptions()
                  .setEventLoopPoolSize(1)
                  .setFileSystemOptions(
                      new FileSystemOptions()
                          .setFileCachingEnabled(false)
                          .setClassPathResolvingEnabled(false)));
    }
    if (client == null) {
      client = vertx.createHttpClient(options());
    }
    return client;
  }

  /** Closes what somebody called over, unless that was done; says whether it was not. */
  private synchronized boolean drop(HttpClient silent) {
    if (client != silent) {
      return false;
    }
    client = null;
    silent.close();
    return true;
  }

  @Override
  public synchronized void close() {
    if (vertx != null) {
      vertx.close();
    }
  }
}
