package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** For whom a look waits. */
@Timeout(30)
class MostAnswersTest {
  private static List<CompletableFuture<String>> asked(int answered, int silent) {
    return Stream.concat(
            Stream.generate(() -> CompletableFuture.completedFuture("here")).limit(answered),
            Stream.generate(CompletableFuture<String>::new).limit(silent))
        .collect(Collectors.toList());
  }

  @Test
  void itDoesNotWaitForOneOfTen() {
    List<CompletableFuture<String>> asked = asked(9, 1);
    MostAnswers.await(asked);
    assertThat(asked.get(9)).as("is still on its way, and nobody waited").isNotDone();
  }

  @Test
  void itWaitsForEachOfFew() throws InterruptedException {
    List<CompletableFuture<String>> asked = asked(8, 1);
    CountDownLatch returned = new CountDownLatch(1);
    Thread waiting =
        new Thread(
            () -> {
              MostAnswers.await(asked);
              returned.countDown();
            });
    waiting.start();
    assertThat(returned.await(600, TimeUnit.MILLISECONDS)).isFalse();
    asked.get(8).completeExceptionally(new IllegalStateException("it ended at its own limit"));
    returned.await();
  }

  @Test
  void refusalsAreAnswers() {
    List<CompletableFuture<String>> asked = asked(1, 1);
    asked.get(1).completeExceptionally(new IllegalStateException("refused"));
    MostAnswers.await(asked);
    MostAnswers.await(List.<CompletableFuture<String>>of());
  }
}
