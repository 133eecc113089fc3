package dev.mlbox.engine.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What boxes wrote last. Never an error: whoever asks has another one to report. */
final class PodWords {
  private static final int LINES = 20;
  private static final int PODS = 3;
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final PodHttp http;

  PodWords(PodHttp http) {
    this.http = http;
  }

  /** The last line of one pod that is not empty; "" when there is none. */
  String lastLine(Pod pod) {
    List<String> lines = lines(log(pod));
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** Of several pods, each line after its pod's name. */
  List<String> of(List<Pod> pods) {
    Map<String, CompletableFuture<PodHttp.Answer>> asked = new LinkedHashMap<>();
    pods.stream().limit(PODS).forEach(pod -> asked.put(pod.getMetadata().getName(), log(pod)));
    List<String> words = new ArrayList<>();
    asked.forEach(
        (name, answer) -> lines(answer).forEach(line -> words.add("%s: %s".formatted(name, line))));
    return words;
  }

  /** Of the box, or of the server beside it when that is what ended. */
  private CompletableFuture<PodHttp.Answer> log(Pod pod) {
    String container =
        pod.getStatus() == null
            ? BoxPods.CONTAINER
            : pod.getStatus().getContainerStatuses().stream()
                .filter(status -> BesidePod.CONTAINER.equals(status.getName()))
                .filter(status -> status.getRestartCount() != null && status.getRestartCount() > 0)
                .map(ContainerStatus::getName)
                .findFirst()
                .orElse(BoxPods.CONTAINER);
    return http.log(pod, container, LINES, LIMIT);
  }

  private static List<String> lines(CompletableFuture<PodHttp.Answer> asked) {
    try {
      PodHttp.Answer answer = asked.join();
      return answer.status() == 200
          ? new String(answer.body(), StandardCharsets.UTF_8)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList()
          : List.of();
    } catch (CompletionException e) {
      return List.of();
    }
  }
}
