package dev.mlbox.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.problem.Problem;
import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Reply;
import dev.mlbox.serving.settings.Tokens;
import dev.mlbox.serving.split.Counts;
import dev.mlbox.serving.split.LeaseClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the version before does for a promoted one that is watched. */
class CoveredTest {
  private static final Duration PATIENT = Duration.ofMinutes(1);
  private static final Answer FAILED = Answer.problem(500, Problem.of("the model failed"), "v2");
  private static final Answer WELL = Answer.json(200, new byte[0], "v1");

  private final Vertx vertx = Vertx.vertx();
  private final Covered covered =
      new Covered(
          vertx,
          new Forwarder(vertx, Tokens.NONE),
          new Books(new Counts(), new Meters(new LeaseClock(System::nanoTime)), null),
          PATIENT);

  /** What was asked of the version before, and not answered yet. */
  private final List<Promise<Reply>> asked = new ArrayList<>();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Future<Answer> answered(Future<Answer> own) {
    return answered(own, PATIENT);
  }

  private Future<Answer> answered(Future<Answer> own, Duration coverAfter) {
    return covered.either(
        own,
        coverAfter,
        () -> {
          Promise<Reply> promise = Promise.promise();
          asked.add(promise);
          return promise.future();
        },
        (answer, byOther) -> {});
  }

  @Test
  void whoeverHasABadAnswerDoesNotWaitForABetterOneForEver() {
    Answer told =
        answered(Future.succeededFuture(FAILED), Duration.ofMillis(1))
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    assertThat(told).isEqualTo(FAILED);
    assertThat(asked.get(0).future().isComplete()).isFalse();
  }

  @Test
  void anotherThatCannotBeReadIsNoReasonToFail() {
    Future<Answer> told = answered(Future.succeededFuture(FAILED));
    asked.get(0).fail(new IllegalStateException("unreadable"));
    assertThat(told.result()).isEqualTo(FAILED);
  }

  @Test
  void ofRequestsThatBothStandStillForSomeAreAskedTwiceAndNobodyWaitsInALine() {
    List<Future<Answer>> waiting = new ArrayList<>();
    for (int i = 0; i < Covered.MOST; i++) {
      waiting.add(answered(Future.succeededFuture(FAILED)));
    }
    Future<Answer> oneMore = answered(Future.succeededFuture(FAILED));
    assertThat(asked).hasSize(Covered.MOST);
    assertThat(oneMore.result()).isEqualTo(FAILED);
    assertThat(waiting).noneMatch(Future::isComplete);

    asked.get(0).complete(new Reply.Answered(WELL));
    assertThat(waiting.get(0).result()).isEqualTo(WELL);
    asked.get(1).complete(new Reply.Late());
    assertThat(waiting.get(1).result()).isEqualTo(FAILED);
    answered(Future.succeededFuture(FAILED));
    assertThat(asked).as("there is room again").hasSize(Covered.MOST + 1);
  }
}
