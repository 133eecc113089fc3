package dev.mlbox.serving.lease;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.serving.json.BoxJson;
import dev.mlbox.serving.settings.LeaseAt;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lease from the key {@code lease} of a ConfigMap, by listing it once and watching it
 * from there; whatever goes wrong, it begins again, for ever, at most a second later.
 *
 * <p>The API server ends each watch after half a minute, and a connection silent for longer counts
 * as dead: a watch that was cut off without a word is noticed within {@link #SILENCE_SECONDS}.
 */
public final class ConfigMapLeaseSource implements LeaseSource {
  private static final int WATCH_SECONDS = 30;
  private static final int SILENCE_SECONDS = 40;
  private static final int CONNECT_MILLIS = 5_000;
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  private final Vertx vertx;
  private final ClusterAccess access;
  private final LeaseAt.InConfigMap at;
  private final LeaseSink sink;
  private final HttpClient client;
  private long pauseMillis = FIRST_PAUSE_MILLIS;
  private volatile boolean closed;

  public ConfigMapLeaseSource(
      Vertx vertx, ClusterAccess access, LeaseAt.InConfigMap at, LeaseSink sink) {
    this.vertx = vertx;
    this.access = access;
    this.at = at;
    this.sink = sink;
    HttpClientOptions options =
        new HttpClientOptions()
            .setTcpKeepAlive(true)
            .setConnectTimeout(CONNECT_MILLIS)
            .setReadIdleTimeout(SILENCE_SECONDS);
    if (access.authority() != null) {
      options
          .setSsl(true)
          .setTrustOptions(new PemTrustOptions().addCertPath(access.authority().toString()));
    }
    this.client = vertx.createHttpClient(options);
  }

  @Override
  public void start() {
    vertx.getOrCreateContext().runOnContext(ignored -> list());
  }

  @Override
  public void close() {
    closed = true;
    client.close();
  }

  private void list() {
    get("")
        .compose(HttpClientResponse::body)
        .onComplete(
            body -> {
              try {
                JsonNode list = tree(body);
                list.path("items").forEach(this::take);
                watch(list.path("metadata").path("resourceVersion").asText());
              } catch (IOException e) {
                again(e.getMessage());
              }
            },
            cause -> again(cause.getMessage()));
  }

  private void watch(String version) {
    Watch watch = new Watch(version);
    get("&watch=true&allowWatchBookmarks=true&timeoutSeconds="
            + WATCH_SECONDS
            + "&resourceVersion="
            + version)
        .compose(watch::follow)
        .onComplete(
            ignored -> vertx.setTimer(FIRST_PAUSE_MILLIS, id -> watch(watch.version)),
            cause -> again(cause.getMessage()));
  }

  /** Lists again after a pause, which grows with each failure in a row. */
  private void again(@Nullable String why) {
    if (closed) {
      return;
    }
    sink.notes().accept("%s/%s: %s".formatted(at.namespace(), at.name(), why));
    vertx.setTimer(pauseMillis, id -> list());
    pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
  }

  private Future<HttpClientResponse> get(String more) {
    if (closed) {
      return Future.failedFuture("closed");
    }
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost(access.address().host())
            .setPort(access.address().port())
            .setURI(
                "/api/v1/namespaces/%s/configmaps?fieldSelector=%s%s"
                    .formatted(word(at.namespace()), word("metadata.name=" + at.name()), more))
            .putHeader("accept", "application/json");
    access.token().get().ifPresent(token -> options.putHeader("authorization", "Bearer " + token));
    return client
        .request(options)
        .compose(request -> request.send())
        .compose(
            response ->
                response.statusCode() == 200
                    ? Future.succeededFuture(response)
                    : Future.failedFuture("the API server answers " + response.statusCode()));
  }

  private static String word(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode tree(Buffer json) throws IOException {
    return BoxJson.mapper().readTree(json.getBytes());
  }

  private void take(JsonNode configMap) {
    JsonNode lease = configMap.path("data").path("lease");
    if (lease.isTextual()) {
      sink.take(
          lease.asText().getBytes(StandardCharsets.UTF_8),
          "ConfigMap %s/%s".formatted(at.namespace(), at.name()));
    }
  }

  /** One watch: a JSON object a line, until the server or the connection ends it. */
  private final class Watch {
    private final Promise<Void> ended = Promise.promise();
    private Buffer line = Buffer.buffer();
    private String version;

    Watch(String version) {
      this.version = version;
    }

    Future<Void> follow(HttpClientResponse response) {
      response.exceptionHandler(ended::tryFail);
      response.endHandler(ignored -> ended.tryComplete());
      response.handler(this::part);
      return ended.future();
    }

    private void part(Buffer part) {
      int from = 0;
      for (int i = 0; i < part.length() && !ended.future().isComplete(); i++) {
        if (part.getByte(i) == '\n') {
          line.appendBuffer(part, from, i - from);
          event(line);
          line = Buffer.buffer();
          from = i + 1;
        }
      }
      line.appendBuffer(part, from, part.length() - from);
    }

    private void event(Buffer json) {
      try {
        JsonNode event = tree(json);
        JsonNode object = event.path("object");
        switch (event.path("type").asText()) {
          case "ADDED", "MODIFIED" -> {
            pauseMillis = FIRST_PAUSE_MILLIS;
            take(object);
            version = object.path("metadata").path("resourceVersion").asText(version);
          }
          // The lease is taken away: what was read last stays, and runs out.
          case "DELETED", "BOOKMARK" ->
              version = object.path("metadata").path("resourceVersion").asText(version);
          // Mostly 410: the version is too old to watch from.
          default -> ended.tryFail(object.path("message").asText("the watch failed"));
        }
      } catch (IOException e) {
        ended.tryFail(e);
      }
    }
  }
}
