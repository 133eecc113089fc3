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
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lease from the key {@code lease} of a ConfigMap, by listing it once and watching it
 * from there; whatever goes wrong, it begins again, for ever, at most two seconds later.
 *
 * <p>A watch may lag behind without a word. So the server is asked after each event whether that
 * was the last one: a list without a version is answered with what is true now, not with what some
 * cache has heard of, and here with names and versions only. What the next event tells was then
 * written after that question ({@link dev.mlbox.serving.split.LeaseClock}).
 *
 * <p>Hundreds of boxes hear of an event at once and have one account, of which an API server takes
 * so many questions at a time and refuses the others. So each waits a moment of its own before it
 * asks.
 *
 * <p>The API server ends each watch after half a minute, and a connection silent for longer counts
 * as dead: a watch that was cut off without a word is noticed within {@link #SILENCE_SECONDS}.
 */
public final class ConfigMapLeaseSource implements LeaseSource {
  private static final int WATCH_SECONDS = 30;
  private static final int LONGER_WATCH_SECONDS = 8;
  private static final int SILENCE_SECONDS = 40;

  /** Shorter than any lease is renewed after. */
  private static final long QUESTION_MILLIS = 250;

  private static final int ANSWER_SECONDS = 5;
  private static final int CONNECT_MILLIS = 5_000;
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;
  private static final String WHOLE = "application/json";
  private static final String NAMES =
      "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";

  private final Vertx vertx;
  private final ClusterAccess access;
  private final LeaseAt.InConfigMap at;
  private final LeaseSink sink;
  private final DoubleSupplier random;
  private final HttpClient client;
  private long pauseMillis = FIRST_PAUSE_MILLIS;
  private String taken = "";
  private boolean asking;
  private boolean askAgain;
  private volatile boolean closed;

  /**
   * @param random uniform on [0, 1)
   */
  public ConfigMapLeaseSource(
      Vertx vertx,
      ClusterAccess access,
      LeaseAt.InConfigMap at,
      LeaseSink sink,
      DoubleSupplier random) {
    this.random = random;
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
    long asked = sink.now();
    get("", WHOLE)
        .compose(HttpClientResponse::body)
        .onComplete(
            body -> {
              try {
                JsonNode list = tree(body);
                list.path("items").forEach(this::take);
                sink.latest(asked);
                watch(version(list));
              } catch (IOException e) {
                again(e.getMessage());
              }
            },
            cause -> again(cause.getMessage()));
  }

  private void watch(String version) {
    Watch watch = new Watch(version);
    get(
            "&watch=true&allowWatchBookmarks=true&timeoutSeconds="
                + (WATCH_SECONDS + (long) (LONGER_WATCH_SECONDS * random.getAsDouble()))
                + "&resourceVersion="
                + version,
            WHOLE)
        .compose(watch::follow)
        .onComplete(
            ignored -> vertx.setTimer(FIRST_PAUSE_MILLIS, id -> watch(watch.version)),
            cause -> again(cause.getMessage()));
  }

  /** Asks whether what was taken last is the latest; one question at a time. */
  private void confirm() {
    if (asking) {
      askAgain = true;
      return;
    }
    asking = true;
    vertx.setTimer(1 + (long) (QUESTION_MILLIS * random.getAsDouble()), id -> question());
  }

  private void question() {
    askAgain = false;
    long asked = sink.now();
    get("", NAMES)
        .compose(HttpClientResponse::body)
        .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
        .onComplete(
            answer -> {
              asking = false;
              if (answer.succeeded() && isTaken(answer.result())) {
                sink.latest(asked);
              }
              // A server that does not answer is asked after the next event.
              if (askAgain) {
                confirm();
              }
            });
  }

  private boolean isTaken(Buffer names) {
    try {
      return taken.equals(tree(names).at("/items/0/metadata/resourceVersion").asText());
    } catch (IOException e) {
      return false;
    }
  }

  /** Lists again after a pause, which grows with each failure in a row. */
  private void again(@Nullable String why) {
    if (closed) {
      return;
    }
    sink.notes().accept("%s/%s: %s".formatted(at.namespace(), at.name(), why));
    vertx.setTimer(1 + (long) (pauseMillis * (1 + random.getAsDouble())), id -> list());
    pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
  }

  private Future<HttpClientResponse> get(String more, String form) {
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
            .putHeader("accept", form);
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
    taken = version(configMap);
    JsonNode lease = configMap.path("data").path("lease");
    if (lease.isTextual()) {
      sink.take(
          lease.asText().getBytes(StandardCharsets.UTF_8),
          "ConfigMap %s/%s".formatted(at.namespace(), at.name()));
    }
  }

  private static String version(JsonNode object) {
    return object.path("metadata").path("resourceVersion").asText();
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
            version = taken;
            confirm();
          }
          // The lease is taken away: what was read last stays, and runs out.
          case "DELETED", "BOOKMARK" -> version = version(object);
          // Mostly 410: the version is too old to watch from.
          default -> ended.tryFail(object.path("message").asText("the watch failed"));
        }
      } catch (IOException e) {
        ended.tryFail(e);
      }
    }
  }
}
