package dev.mlbox.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a pull request shows when its forge does not answer, or not yet. */
@Timeout(120)
class ForgeAwayTest {
  @RegisterExtension private final Review review = new Review();

  @ParameterizedTest
  @EnumSource(Forge.class)
  void aForgeThatComesBackAfterTwoMinutesIsToldThen(Forge kind) throws IOException {
    FakeForge there = review.forge(kind);
    there.away = true;
    Instant began = review.clock.now();
    review.clock.everySecond(
        now -> there.away = Duration.between(began, now).compareTo(Duration.ofMinutes(2)) < 0);

    review.build(Review.FINDING);

    assertThat(there.comments).hasSize(1);
    assertThat(there.shown().get(1)).isEqualTo(Review.FINDING);
    assertThat(Duration.between(began, review.clock.now())).isBetween(minutes(2), minutes(3));
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void aListOfCommentsThatFailsIsAskedForAgain(Forge kind) throws IOException {
    FakeForge there = review.forge(kind);
    there.comments.put(1L, "somebody's");
    there.listFails = true;
    Instant began = review.clock.now();
    review.clock.everySecond(
        now -> there.listFails = Duration.between(began, now).compareTo(Duration.ofMinutes(2)) < 0);

    review.build(Review.FINDING);

    assertThat(there.comments).hasSize(2);
    assertThat(review.log)
        .contains("comment shown in " + PullRequest.at(there.address()).orElseThrow().words());
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void aListOfCommentsThatKeepsFailingChangesNothing(Forge kind) throws IOException {
    FakeForge there = review.forge(kind);
    there.comments.put(1L, "somebody's");
    there.listFails = true;

    review.build(Review.FINDING);

    assertThat(there.shown().get(1)).isEqualTo(Review.FINDING);
    assertThat(review.log)
        .anySatisfy(line -> assertThat(line).startsWith("no comment: ").contains("502"));
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void aForgeThatStaysAwayIsGivenUp(Forge kind) throws IOException {
    FakeForge there = review.forge(kind);
    there.away = true;

    review.build(Review.FINDING);

    assertThat(review.log)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("no comment: " + kind.words() + " answers 503")
                    .endsWith("; given up after 3 minutes"));
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void nobodyIsThere(Forge kind) throws IOException {
    FakeForge there = review.forge(kind);
    there.close();

    review.build(Review.FINDING);

    assertThat(review.log)
        .anySatisfy(
            line ->
                assertThat(line).startsWith("no status: " + kind.words() + " does not answer at "));
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void aRateLimitIsWaitedForAsLongAsTheForgeAsks(Forge kind) throws IOException {
    FakeForge there = review.forge(kind);
    there.limited = true;
    Instant began = review.clock.now();
    review.clock.everySecond(now -> there.limited = now.isBefore(began.plusSeconds(40)));

    review.build(Review.FINDING);

    assertThat(there.comments).hasSize(1);
    assertThat(review.clock.now()).isEqualTo(began.plusSeconds(40));
  }

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }
}
