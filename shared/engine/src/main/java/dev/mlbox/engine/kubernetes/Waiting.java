package dev.mlbox.engine.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;

/** What boxes that are not ready yet are doing, in words; what is surely wrong is a Trouble. */
final class Waiting {
  private Waiting() {}

  /** Of the first pod that is not ready; "" when all are. */
  static String of(List<Pod> pods) {
    return pods.stream()
        .filter(pod -> !Pods.isReady(pod))
        .findFirst()
        .map(pod -> "pod %s %s".formatted(pod.getMetadata().getName(), doing(pod)))
        .orElse("");
  }

  private static String doing(Pod pod) {
    if (pod.getStatus() == null || pod.getStatus().getContainerStatuses().isEmpty()) {
      return "has not been started by a node";
    }
    ContainerStatus status = pod.getStatus().getContainerStatuses().get(0);
    int restarts = status.getRestartCount() == null ? 0 : status.getRestartCount();
    String now = now(status.getState());
    if (restarts == 0) {
      return now;
    }
    return "%s, restarted %d times%s".formatted(now, restarts, because(status.getLastState()));
  }

  private static String now(ContainerState state) {
    if (state != null && state.getRunning() != null) {
      return "runs, but does not say that it is ready";
    } else if (state != null && state.getTerminated() != null) {
      return "ended with code " + state.getTerminated().getExitCode();
    } else if (state != null && state.getWaiting() != null) {
      return "waits: " + state.getWaiting().getReason();
    }
    return "is being started";
  }

  private static String because(ContainerState last) {
    return last == null || last.getTerminated() == null || last.getTerminated().getReason() == null
        ? ""
        : " (%s, exit code %d)"
            .formatted(last.getTerminated().getReason(), last.getTerminated().getExitCode());
  }
}
