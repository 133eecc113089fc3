package dev.mlbox.engine.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Boxes that run and are called not ready though nobody has looked at them: all of a node that
 * Kubernetes has not heard of for a while, as after an outage of the API server, and all of one
 * whose kubelet has just begun anew. They know themselves whether they can answer.
 */
final class UnheardBoxes {
  private static final String READY = "/v2/health/ready";
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /** One that answers is enough to know. */
  private static final int ENOUGH = 5;

  private final PodHttp http;

  UnheardBoxes(PodHttp http) {
    this.http = http;
  }

  /** Those among pods of which only they themselves can say whether they are ready. */
  static List<Pod> of(List<Pod> pods) {
    return pods.stream().filter(pod -> !Pods.isReady(pod) && boxRuns(pod)).toList();
  }

  /** How many of them answer, of the first few. */
  int answering(List<Pod> pods) {
    List<CompletableFuture<Boolean>> asked =
        of(pods).stream()
            .limit(ENOUGH)
            .map(
                pod ->
                    http.getServed(pod, READY, LIMIT)
                        .thenApply(answer -> answer.status() == 200)
                        .exceptionally(silence -> false))
            .toList();
    return (int) asked.stream().filter(CompletableFuture::join).count();
  }

  private static boolean boxRuns(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getContainerStatuses().stream()
            .anyMatch(
                each ->
                    BoxPods.CONTAINER.equals(each.getName())
                        && each.getState() != null
                        && each.getState().getRunning() != null);
  }
}
