package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.port.Alarm;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.engine.metric.AlarmPath;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks some pods to say when something may have happened that is worth a look; each once at a time.
 * Of hundreds some are enough: what befalls one of them in a hurry befalls the others too.
 */
final class PodAlarms {
  static final int MOST = 16;

  /** On the way, beyond the time for which a box waits. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private static final int OK = 200;
  private static final int UNKNOWN = 404;

  private final PodHttp http;
  private final Map<String, CompletableFuture<?>> asked = new ConcurrentHashMap<>();

  /** Pods of an older mlbox. */
  private final Set<String> deaf = ConcurrentHashMap.newKeySet();

  PodAlarms(PodHttp http) {
    this.http = http;
  }

  /**
   * Returns at once.
   *
   * @param pods that may be asked
   * @param known what each counted when it was last asked for it
   */
  void listen(List<Pod> pods, Map<String, Tally> known, Alarm alarm, Runnable told) {
    List<Pod> some =
        pods.stream()
            .filter(pod -> known.containsKey(name(pod)) && !deaf.contains(name(pod)))
            .limit(MOST)
            .toList();
    asked.values().removeIf(CompletableFuture::isDone);
    for (Pod pod : some) {
      Tally counted = known.get(name(pod));
      if (counted != null) {
        String path = AlarmPath.of(alarm, counted, pods.size());
        asked.computeIfAbsent(name(pod), name -> ask(pod, path, alarm.within(), told));
      }
    }
  }

  private CompletableFuture<?> ask(Pod pod, String path, Duration within, Runnable told) {
    CompletableFuture<PodHttp.Answer> answered;
    try {
      answered = http.get(pod, path, within.plus(MARGIN));
    } catch (MlboxException e) {
      // Its token cannot be read now: whoever cannot be asked is met by the next look.
      return CompletableFuture.completedFuture(null);
    }
    return answered.whenComplete(
        (answer, problem) -> {
          if (answer != null && answer.status() == UNKNOWN) {
            deaf.add(name(pod));
          } else if (answer != null && answer.status() == OK) {
            told.run();
          }
        });
  }

  private static String name(Pod pod) {
    return pod.getMetadata().getName();
  }
}
