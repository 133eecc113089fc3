package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.port.Alarm;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.engine.metric.AlarmPath;
import dev.mlbox.engine.metric.LatestWish;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks some pods to say when something may have happened that is worth a look, anew in each pause
 * between two looks: thresholds are those of the counts that were read last. Of hundreds some are
 * enough: what befalls one of them in a hurry befalls the others too.
 */
final class PodAlarms {
  static final int MOST = 16;

  /**
   * Of one pod. Looks follow each other five times in an interval at most, and what was asked
   * before is answered within one: a pod that has more to answer does not answer at all.
   */
  static final int MOST_AT_ONCE = 6;

  /** On the way, beyond the time for which a box waits. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private static final int OK = 200;
  private static final int UNKNOWN = 404;

  private final PodHttp http;
  private final LatestWish wish = new LatestWish();
  private final Map<String, Integer> open = new ConcurrentHashMap<>();

  /** Pods of an older mlbox. */
  private final Set<String> deaf = ConcurrentHashMap.newKeySet();

  PodAlarms(PodHttp http) {
    this.http = http;
  }

  /**
   * Returns at once; what was asked before is not heard any more.
   *
   * @param pods that may be asked
   * @param known what each counted when it was last asked for it
   * @param told run once, however many have something to tell
   */
  void listen(List<Pod> pods, Map<String, Tally> known, Alarm alarm, Runnable told) {
    List<Pod> some =
        pods.stream()
            .filter(pod -> known.containsKey(name(pod)) && !deaf.contains(name(pod)))
            .limit(MOST)
            .toList();
    Runnable tell = wish.begin(told);
    for (Pod pod : some) {
      Tally counted = known.get(name(pod));
      if (counted != null && open.getOrDefault(name(pod), 0) < MOST_AT_ONCE) {
        ask(pod, AlarmPath.of(alarm, counted, pods.size()), alarm.within(), tell);
      }
    }
  }

  private void ask(Pod pod, String path, Duration within, Runnable tell) {
    CompletableFuture<PodHttp.Answer> answered;
    try {
      answered = http.get(pod, path, within.plus(MARGIN));
    } catch (MlboxException e) {
      // Its token cannot be read now: whoever cannot be asked is met by the next look.
      return;
    }
    open.merge(name(pod), 1, Integer::sum);
    CompletableFuture<?> unused =
        answered.whenComplete(
            (answer, problem) -> {
              open.computeIfPresent(name(pod), (name, count) -> count == 1 ? null : count - 1);
              if (answer != null && answer.status() == UNKNOWN) {
                deaf.add(name(pod));
              } else if (answer != null && answer.status() == OK) {
                tell.run();
              }
            });
  }

  private static String name(Pod pod) {
    return pod.getMetadata().getName();
  }
}
