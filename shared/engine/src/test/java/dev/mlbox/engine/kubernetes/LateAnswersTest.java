package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nine who answer at once, and one who is slower than any round waits. */
@Timeout(30)
class LateAnswersTest {
  private static final String SLOW = "p9";

  private final LateAnswers<String> answers = new LateAnswers<>();
  private final List<CompletableFuture<String>> slow = new ArrayList<>();

  private Map<String, String> round() {
    Map<String, Supplier<CompletableFuture<String>>> questions = new LinkedHashMap<>();
    for (int i = 0; i < 9; i++) {
      questions.put("p" + i, () -> CompletableFuture.completedFuture("here"));
    }
    questions.put(
        SLOW,
        () -> {
          slow.add(new CompletableFuture<>());
          return slow.get(slow.size() - 1);
        });
    Map<String, String> said = new HashMap<>();
    answers.ask(questions).forEach((name, answer) -> said.put(name, answer.join()));
    return said;
  }

  @Test
  void whoIsTooLateInEachRoundIsHeardInTheNext() {
    assertThat(round()).hasSize(9).doesNotContainKey(SLOW);
    slow.get(0).complete("counts of the first round");
    assertThat(round()).containsEntry(SLOW, "counts of the first round");
    slow.get(1).complete("counts of the second round");
    assertThat(round()).containsEntry(SLOW, "counts of the second round");
  }

  @Test
  void whoHasNotAnsweredYetIsNotAskedAgain() {
    round();
    assertThat(round()).doesNotContainKey(SLOW);
    assertThat(slow).hasSize(1);
  }

  @Test
  void whatWasSaidOnceIsNotSaidAgain() {
    round();
    slow.get(0).complete("counts of the first round");
    round();
    assertThat(round()).as("still on his way").doesNotContainKey(SLOW);
  }

  @Test
  void whoFailedTooLateHasSaidNothing() {
    round();
    slow.get(0).completeExceptionally(new IllegalStateException("no answer within 2 s"));
    assertThat(round()).hasSize(9).doesNotContainKey(SLOW);
    assertThat(slow).as("and is asked again").hasSize(2);
  }
}
