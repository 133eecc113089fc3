package dev.mlbox.engine.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Speaks to single pods through the API server, so that nothing else has to be reachable; and past
 * it where that is known to go.
 */
final class PodHttp {
  private static final String TOKEN = "mlbox-token";
  private static final int REFUSED = 403;

  private final Cluster cluster;
  private final ShownTokens tokens;
  private final Nearness nearness;

  /** One for whoever may read Secrets, or asks boxes nothing. */
  PodHttp(Cluster cluster) {
    this(cluster, new ShownTokens(cluster, Map.of()));
  }

  PodHttp(Cluster cluster, ShownTokens tokens) {
    this.cluster = cluster;
    this.tokens = tokens;
    this.nearness = new Nearness(cluster.isInside(), BoxPods.METRICS_PORT, System::nanoTime);
  }

  /**
   * What came back.
   *
   * @param status as in HTTP
   */
  record Answer(int status, byte[] body) {}

  /** From a box's metrics port. */
  CompletableFuture<Answer> get(Pod pod, String path, Duration limit) {
    Optional<java.net.http.HttpRequest.Builder> near = nearness.to(pod, path, limit);
    if (near.isPresent()) {
      tokens.to(pod).ifPresent(shown -> near.get().header(TOKEN, shown));
      return heeded(nearness.send(near.get().GET().build(), limit));
    }
    return heeded(send(shown(pod, request(pod, proxied(path))), limit));
  }

  /** From a box's serving port, as its clients see it. */
  CompletableFuture<Answer> getServed(Pod pod, String path, Duration limit) {
    return send(request(pod, ":%d/proxy%s".formatted(BoxPods.servingPort(pod), path)), limit);
  }

  /** The same with a header more. */
  CompletableFuture<Answer> get(Pod pod, String path, String header, String value, Duration limit) {
    return send(request(pod, proxied(path)).header(header, value), limit);
  }

  /** To a box's metrics port. */
  CompletableFuture<Answer> post(Pod pod, String path, byte[] json, Duration limit) {
    return heeded(
        send(shown(pod, request(pod, proxied(path))).post("application/json", json), limit));
  }

  /** The last lines that a container wrote. */
  CompletableFuture<Answer> log(Pod pod, String container, int lines, Duration limit) {
    String query = "/log?container=%s&tailLines=%d".formatted(container, lines);
    return send(request(pod, query), limit);
  }

  /** A version that was removed and deployed again has another token. */
  private CompletableFuture<Answer> heeded(CompletableFuture<Answer> answered) {
    return answered.whenComplete(
        (answer, problem) -> {
          if (answer != null && answer.status() == REFUSED) {
            tokens.forget();
          }
        });
  }

  private HttpRequest.Builder shown(Pod pod, HttpRequest.Builder request) {
    return tokens.to(pod).map(shown -> request.header(TOKEN, shown)).orElse(request);
  }

  private static String proxied(String path) {
    return ":%d/proxy%s".formatted(BoxPods.METRICS_PORT, path);
  }

  private HttpRequest.Builder request(Pod pod, String rest) {
    String path =
        "/api/v1/namespaces/%s/pods/%s%s"
            .formatted(pod.getMetadata().getNamespace(), pod.getMetadata().getName(), rest);
    return http().newHttpRequestBuilder().uri(URI.create(cluster.server() + path));
  }

  private CompletableFuture<Answer> send(HttpRequest.Builder request, Duration limit) {
    return http()
        .sendAsync(request.timeout(limit.toMillis(), TimeUnit.MILLISECONDS).build(), byte[].class)
        .thenApply(answer -> new Answer(answer.code(), answer.body()))
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private HttpClient http() {
    return cluster.client().getHttpClient();
  }
}
