package dev.mlbox.engine.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Boxes of nodes that Kubernetes has not heard of for a while, as after an outage of the API
 * server: it calls all their pods not ready at once, and nobody has looked at them. Their
 * containers' last known state stays.
 */
final class UnheardBoxes {
  private static final String READY = "/v2/health/ready";
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final PodHttp http;

  UnheardBoxes(PodHttp http) {
    this.http = http;
  }

  /** Those among pods that only their node's silence makes not ready. */
  static List<Pod> of(List<Pod> pods) {
    return pods.stream().filter(pod -> !Pods.isReady(pod) && containersAreReady(pod)).toList();
  }

  /** How many of them answer, whatever is thought of their node. */
  int answering(List<Pod> pods) {
    List<CompletableFuture<Boolean>> asked =
        of(pods).stream()
            .map(
                pod ->
                    http.getServed(pod, READY, LIMIT)
                        .thenApply(answer -> answer.status() == 200)
                        .exceptionally(silence -> false))
            .toList();
    return (int) asked.stream().filter(CompletableFuture::join).count();
  }

  private static boolean containersAreReady(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(
                each ->
                    "ContainersReady".equals(each.getType()) && "True".equals(each.getStatus()));
  }
}
