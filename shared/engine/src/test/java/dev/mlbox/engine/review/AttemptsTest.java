package dev.mlbox.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.port.ReviewSink.Posting;
import dev.mlbox.testkit.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a forge is waited for. */
class AttemptsTest {
  private final FakeTime clock = new FakeTime();
  private final Instant began = clock.now();
  private final List<Long> tried = new ArrayList<>();

  private Posting answer(Duration away, Duration asked) {
    long second = Duration.between(began, clock.now()).toSeconds();
    tried.add(second);
    return second < away.toSeconds()
        ? new Posting.Unavailable("away", asked)
        : new Posting.Shown(false);
  }

  private Posting until(Duration away, Duration asked) {
    return new Attempts(clock, Duration.ofMinutes(3)).until(() -> answer(away, asked));
  }

  @Test
  void twoMinutesAwayAreWaitedForInLongerAndLongerPauses() {
    assertThat(until(Duration.ofMinutes(2), Duration.ZERO)).isEqualTo(new Posting.Shown(false));
    assertThat(tried).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 61L, 91L, 121L);
  }

  @Test
  void theForgesOwnWishComesFirst() {
    assertThat(until(Duration.ofSeconds(50), Duration.ofSeconds(60)))
        .isEqualTo(new Posting.Shown(false));
    assertThat(tried).containsExactly(0L, 60L);
  }

  @Test
  void anHourIsNotWaitedFor() {
    Posting.Unavailable away = new Posting.Unavailable("away", Duration.ofHours(1));

    assertThat(until(Duration.ofDays(1), Duration.ofHours(1))).isEqualTo(away);
    assertThat(tried).containsExactly(0L);
  }

  @Test
  void aForgeThatStaysAwayIsGivenUpWithinThePatienceOfAllPostingsTogether() {
    Attempts attempts = new Attempts(clock, Duration.ofMinutes(3));

    attempts.until(() -> answer(Duration.ofDays(1), Duration.ZERO));
    attempts.until(() -> answer(Duration.ofDays(1), Duration.ZERO));

    assertThat(tried.get(tried.size() - 1)).isBetween(150L, 180L);
  }

  @Test
  void aRefusalIsNotTriedAgain() {
    Posting refused = new Posting.Refused("no");
    assertThat(new Attempts(clock, Duration.ofMinutes(3)).until(() -> refused)).isSameAs(refused);
    assertThat(clock.now()).isEqualTo(began);
  }
}
