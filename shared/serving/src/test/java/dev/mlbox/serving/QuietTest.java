package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A box that ends listens until nobody asks. */
class QuietTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final AtomicInteger looks = new AtomicInteger();

  @Test
  @Timeout(60)
  void aProxyThatHasNotHeardIsWaitedFor() throws InterruptedException {
    new Quiet(() -> Math.min(looks.incrementAndGet(), 30)).await(Duration.ofMillis(200), LONG);
    assertThat(looks).hasValueGreaterThan(30);
  }

  @Test
  @Timeout(60)
  void butNotForEver() throws InterruptedException {
    new Quiet(looks::incrementAndGet).await(LONG, Duration.ofMillis(200));
    assertThat(looks).hasPositiveValue();
  }

  @Test
  @Timeout(60)
  void whoNeedsNoTimeTakesNone() throws InterruptedException {
    new Quiet(looks::incrementAndGet).await(Duration.ZERO, Duration.ZERO);
    assertThat(looks).hasValue(1);
  }
}
