package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.rollout.Manner;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.serving.json.BoxJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a promoted version has answered is asked of the version before it too, for comparison. */
class WatchedComparisonTest {
  private static final Manner ALL = new Manner(Weight.ZERO, null, Weight.ALL);
  private static final Duration PATIENT = Duration.ofMinutes(1);

  /** Chance gives the version before nothing. */
  private static final double SHARE = 1e-9;

  private static final long SOME = 5;

  private final Boxes boxes;
  private final Caller caller = new Caller();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final Semaphore gate = new Semaphore(0);
  private int requests;

  WatchedComparisonTest(@TempDir Path folder) {
    boxes = new Boxes(folder);
  }

  @AfterEach
  void stopAll() {
    gate.release(1_000);
    boxes.close();
  }

  private RunningBox watched(FakePredictor model, FakePredictor before, Manner manner) {
    RunningBox old = boxes.box("v1", before);
    RunningBox promoted = boxes.box("v2", model);
    boxes.watch(SHARE, manner, Boxes.route("v2", promoted), Boxes.route("v1", old), PATIENT);
    return promoted;
  }

  private Tally tally(RunningBox promoted) {
    try {
      String counts = caller.get(promoted.metricsPort(), "/mlbox/counts").body();
      return BoxJson.mapper().readValue(counts, Tally.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks until some have been compared; a busy machine leaves some out. */
  private Tally compared(RunningBox promoted) {
    Boxes.await(
        () -> {
          assertThat(caller.predict(promoted).version()).isEqualTo("v2");
          requests++;
          return tally(promoted).twins().stream().anyMatch(twins -> twins.all() >= SOME);
        });
    return tally(promoted);
  }

  @Test
  void aVersionThatSaysTheSameAsTheOneBeforeAgrees() {
    Tally tally = compared(watched(FakePredictor.fast(), FakePredictor.fast(), ALL));
    assertThat(tally.twins())
        .singleElement()
        .satisfies(twins -> assertThat(twins.version()).isEqualTo("v1"))
        .satisfies(twins -> assertThat(twins.different()).isZero());
  }

  @Test
  void aVersionThatIsWrongSinceItsPromotionIsFound() {
    Tally tally = compared(watched(FakePredictor.wrong(), FakePredictor.fast(), ALL));
    assertThat(tally.seenFrom("v1").twins())
        .as("as the version before would have counted its canary")
        .singleElement()
        .satisfies(twins -> assertThat(twins.version()).isEqualTo("v2"))
        .satisfies(twins -> assertThat(twins.different()).isEqualTo(twins.all()));
  }

  @Test
  void whatIsAskedForComparisonIsNoRequestOfTheVersionBefore() {
    RunningBox promoted = watched(FakePredictor.fast(), FakePredictor.fast(), ALL);
    compared(promoted);
    Tally.Split split = caller.counts(promoted, "v1", SHARE);
    assertThat(split.stable().requests()).isEqualTo(requests);
    assertThat(split.canary().requests()).isZero();
  }

  @Test
  void nobodyWaitsForAComparison() {
    RunningBox promoted = watched(FakePredictor.fast(), FakePredictor.gated(asked, gate), ALL);
    Boxes.await(
        () -> {
          assertThat(caller.predict(promoted).version()).isEqualTo("v2");
          return asked.getCount() == 0;
        });
    assertThat(tally(promoted).twins()).isEmpty();
    gate.release(1_000);
    assertThat(compared(promoted).twins()).isNotEmpty();
  }

  @Test
  void whatIsCoveredForIsComparedWithNothing() {
    RunningBox promoted = watched(FakePredictor.failing(), FakePredictor.fast(), ALL);
    assertThat(caller.predict(promoted).version()).isEqualTo("v1");
    assertThat(tally(promoted).twins()).isEmpty();
  }

  @Test
  void nothingIsAskedTwiceUnlessItIsWanted() {
    RunningBox promoted =
        watched(FakePredictor.fast(), FakePredictor.gated(asked, gate), Manner.PLAIN);
    for (int i = 0; i < 10; i++) {
      assertThat(caller.predict(promoted).version()).isEqualTo("v2");
    }
    assertThat(asked.getCount()).isEqualTo(1);
    assertThat(tally(promoted).twins()).isEmpty();
  }
}
