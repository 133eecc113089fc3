package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.engine.probe.BoxWords;
import dev.mlbox.engine.probe.Exchange;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks the ready boxes of a version by turns, so that each is warmed. */
final class PodExchange implements Exchange {
  /** A box gives up on its model after 30 s by default, and says so. */
  private static final Duration LIMIT = Duration.ofSeconds(35);

  private static final int OK = 200;

  private final Pods pods;
  private final PodHttp http;
  private final AtomicInteger turn = new AtomicInteger();

  PodExchange(Pods pods, PodHttp http) {
    this.pods = pods;
    this.http = http;
  }

  @Override
  public byte[] post(Route route, String path, byte[] json) {
    List<Pod> ready = ready(route.version());
    Pod pod = ready.get(Math.floorMod(turn.getAndIncrement(), ready.size()));
    String name = "pod " + pod.getMetadata().getName();
    PodHttp.Answer answer;
    try {
      answer = http.post(pod, path, json, LIMIT).join();
    } catch (CompletionException e) {
      throw MlboxException.broken(
          Problem.of("%s does not answer: %s".formatted(name, ApiProblems.words(e))), e);
    }
    if (answer.status() != OK) {
      throw MlboxException.broken(BoxWords.of(name, answer.status(), answer.body()), null);
    }
    return answer.body();
  }

  private List<Pod> ready(String version) {
    List<Pod> ready = pods.ready(version);
    if (ready.isEmpty()) {
      throw MlboxException.broken(
          Problem.of("no box of version %s is ready".formatted(version)), null);
    }
    return ready;
  }
}
