package dev.mlbox.engine.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WallClockTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final WallClock clock = new WallClock();

  @Test
  void whoStirsEndsTheWaitButNotBeforeItsLeast() {
    clock.stir();
    long began = System.nanoTime();
    clock.sleep(SHORT, HOUR);
    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(SHORT.toNanos());
  }

  @Test
  void aWaitIsEndedByAnotherThread() throws InterruptedException {
    Thread other = new Thread(clock::stir);
    other.start();
    clock.sleep(SHORT, HOUR);
    other.join();
  }

  @Test
  void aStirEndsOneWaitOnly() {
    clock.stir();
    clock.sleep(SHORT, HOUR);
    Duration whole = Duration.ofMillis(120);
    long began = System.nanoTime();
    clock.sleep(SHORT, whole);
    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(whole.toNanos());
  }

  @Test
  void anInterruptEndsItToo() {
    clock.wake();
    clock.sleep(SHORT, HOUR);
  }
}
