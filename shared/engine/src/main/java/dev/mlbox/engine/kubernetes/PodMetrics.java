package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.judge.OwnMetric;
import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.port.Alarm;
import dev.mlbox.core.port.MetricSource;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.json.Json;
import dev.mlbox.engine.metric.BoxUsage;
import dev.mlbox.engine.metric.OwnMetricReader;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Reads the counters of all ready boxes at once. Counters only grow, so that what one did not tell
 * in time comes with the next reading.
 */
final class PodMetrics implements MetricSource {
  private static final String COUNTS = "/mlbox/counts";
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /** Memory and processor time are of one reading. */
  private static final Duration FRESH = Duration.ofMillis(500);

  private final Pods pods;
  private final PodHttp http;
  private final OwnMetricReader own;
  private final BoxUsage usage = new BoxUsage();
  private final Map<String, Told> told = new ConcurrentHashMap<>();
  private final PodAlarms alarms;
  private final Map<String, LateAnswers<Tally>> late = new ConcurrentHashMap<>();

  /**
   * What was told.
   *
   * @param boxes that were asked
   * @param at when they were
   */
  private record Told(List<Pod> boxes, Map<String, Tally> tallies, long at) {}

  PodMetrics(Pods pods, PodHttp http, OwnMetricReader own) {
    this.pods = pods;
    this.http = http;
    this.own = own;
    this.alarms = new PodAlarms(http);
  }

  @Override
  public void listen(Alarm alarm, Runnable heard) {
    Told last = told.get(alarm.version());
    if (last != null) {
      alarms.listen(last.boxes(), last.tallies(), alarm, heard);
    }
  }

  @Override
  public double measure(OwnMetric metric, String version) {
    return metric.source() instanceof OwnMetric.Source.Boxes boxes
        ? usage.of(boxes.usage(), version, recent(version))
        : own.read(metric, version);
  }

  /** As they were told in this very look, where they were. */
  private Map<String, Tally> recent(String version) {
    Told last = told.get(version);
    return last != null && System.nanoTime() - last.at() < FRESH.toNanos()
        ? last.tallies()
        : tallies(version);
  }

  @Override
  public Map<String, Tally> tallies(String version) {
    List<Pod> ready = pods.answering(version);
    Map<String, Tally> tallies = asked(version, ready);
    told.put(version, new Told(List.copyOf(ready), tallies, System.nanoTime()));
    return tallies;
  }

  private Map<String, Tally> asked(String version, List<Pod> ready) {
    Map<String, Supplier<CompletableFuture<Tally>>> questions = new LinkedHashMap<>();
    for (Pod pod : ready) {
      questions.put(
          pod.getMetadata().getName(),
          () -> http.get(pod, COUNTS, LIMIT).thenApply(answer -> tally(pod, answer)));
    }
    Map<String, Tally> tallies = new TreeMap<>();
    String why = ready.isEmpty() ? "no box of it is ready" : "it does not answer";
    for (Map.Entry<String, CompletableFuture<Tally>> entry :
        late.computeIfAbsent(version, any -> new LateAnswers<>()).ask(questions).entrySet()) {
      try {
        tallies.put(entry.getKey(), entry.getValue().join());
      } catch (CompletionException e) {
        why = ApiProblems.words(e);
      }
    }
    if (tallies.isEmpty()) {
      throw MlboxException.broken(
          Problem.of("no box of version %s tells its counts: %s".formatted(version, why))
              .expected("an answer to GET %s on port %d".formatted(COUNTS, BoxPods.METRICS_PORT)),
          null);
    }
    return tallies;
  }

  private static Tally tally(Pod pod, PodHttp.Answer answer) {
    String name = pod.getMetadata().getName();
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    if (answer.status() != 200) {
      throw MlboxException.broken(
          Problem.of("pod %s answered %d: %s".formatted(name, answer.status(), body.strip())),
          null);
    }
    return Json.read(body, Tally.class, "pod " + name);
  }
}
