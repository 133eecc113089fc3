package dev.mlbox.engine.kubernetes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Asks many at once, again and again, and waits for {@link MostAnswers}. What somebody says too
 * late for one round is his answer in the next one: who is slow each time is heard a round later,
 * not never.
 */
final class LateAnswers<T> {
  /** Of the last round, by name. */
  private Map<String, CompletableFuture<T>> late = Map.of();

  /**
   * One round.
   *
   * @param questions by name; not put to whom an earlier one is still on its way, each of which
   *     ends by itself
   * @return what came of each, in their order; without those of whom nothing is known yet
   */
  synchronized Map<String, CompletableFuture<T>> ask(
      Map<String, Supplier<CompletableFuture<T>>> questions) {
    Map<String, CompletableFuture<T>> before = late;
    Map<String, CompletableFuture<T>> asked = new LinkedHashMap<>();
    questions.forEach(
        (name, question) -> {
          CompletableFuture<T> earlier = before.get(name);
          asked.put(name, earlier == null || earlier.isDone() ? question.get() : earlier);
        });
    MostAnswers.await(asked.values());
    Map<String, CompletableFuture<T>> answered = new LinkedHashMap<>();
    Map<String, CompletableFuture<T>> still = new LinkedHashMap<>();
    asked.forEach(
        (name, answer) -> {
          CompletableFuture<T> earlier = before.get(name);
          if (answer.isDone()) {
            answered.put(name, answer);
            return;
          }
          still.put(name, answer);
          if (earlier != null && earlier.isDone() && !earlier.isCompletedExceptionally()) {
            answered.put(name, earlier);
          }
        });
    late = still;
    return answered;
  }
}
