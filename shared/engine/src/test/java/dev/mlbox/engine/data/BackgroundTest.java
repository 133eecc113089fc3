package dev.mlbox.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two works, the one beside the other. */
@Timeout(30)
class BackgroundTest {
  private final CountDownLatch failed = new CountDownLatch(1);
  private final AtomicBoolean ended = new AtomicBoolean();

  private String fails() {
    failed.countDown();
    throw new IllegalStateException("here");
  }

  @Test
  void bothAreDone() {
    assertThat(Background.both(true, "test", () -> 1, () -> "here"))
        .isEqualTo(new Background.Both<>(1, "here"));
  }

  @Test
  void aFailureIsToldOnceTheOtherHasEnded() {
    Callable<Integer> longer =
        () -> {
          failed.await();
          ended.set(true);
          return 1;
        };
    assertThatThrownBy(() -> Background.both(true, "test", longer, this::fails)).hasMessage("here");
    assertThat(ended).as("nobody reads what is closed now").isTrue();
  }

  @Test
  void whereBothFailItIsTheFirstThatIsTold() {
    Callable<Integer> first =
        () -> {
          failed.await();
          throw new OutOfMemoryError("beside");
        };
    assertThatThrownBy(() -> Background.both(true, "test", first, this::fails))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage("beside");
  }

  @Test
  void nothingIsBegunAfterAWorkThatFailed() {
    Callable<Integer> first =
        () -> {
          throw new OutOfMemoryError("before");
        };
    assertThatThrownBy(
            () ->
                Background.both(
                    false,
                    "test",
                    first,
                    () -> {
                      ended.set(true);
                      return "here";
                    }))
        .hasMessage("before");
    assertThat(ended).isFalse();
  }
}
