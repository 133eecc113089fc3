package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.rollout.Manner;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While a promoted version is watched, its users do not pay for what it does wrong. */
class WatchedTest {
  private static final Duration PATIENT = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofMillis(50);
  private static final double SHARE = 0.01;

  private final Boxes boxes;
  private final Caller caller = new Caller();

  WatchedTest(@TempDir Path folder) {
    boxes = new Boxes(folder);
  }

  @AfterEach
  void stopAll() {
    boxes.close();
  }

  private RunningBox watched(FakePredictor model, FakePredictor before, Duration coverAfter) {
    RunningBox old = boxes.box("v1", before);
    RunningBox promoted = boxes.box("v2", model);
    boxes.watch(SHARE, Boxes.route("v2", promoted), Boxes.route("v1", old), coverAfter);
    return promoted;
  }

  /**
   * Counted as that of whom it was drawn for: chance may give one of them to the version before.
   */
  private Tally.Split counts(RunningBox promoted) {
    return caller.counts(promoted, "v1", SHARE);
  }

  @Test
  void theVersionBeforeAnswersWhereThePromotedOneFails() {
    RunningBox promoted = watched(FakePredictor.failing(), FakePredictor.fast(), PATIENT);

    for (int i = 0; i < 20; i++) {
      Caller.Heard heard = caller.predict(promoted);
      assertThat(heard.status()).isEqualTo(200);
      assertThat(heard.version()).isEqualTo("v1");
    }

    Tally.Split seen = counts(promoted);
    assertThat(seen.stable().requests() + seen.canary().requests()).isEqualTo(20);
    assertThat(seen.stable().errors())
        .as("what was covered is its error all the same")
        .isEqualTo(seen.stable().requests());
    assertThat(seen.canary().errors()).isZero();
  }

  @Test
  void aPromotedVersionThatHangsIsCoveredAndCounted() {
    RunningBox promoted =
        watched(FakePredictor.hanging(), FakePredictor.fast(), Duration.ofMillis(50));

    Caller.Heard heard = caller.predict(promoted);

    assertThat(heard.version()).isEqualTo("v1");
    Tally.Split seen = counts(promoted);
    assertThat(seen.stable().errors()).isEqualTo(seen.stable().requests());
  }

  /** What both use stands still: whoever is well first answers. */
  @Test
  void aLateAnswerIsGivenWhileTheOldVersionStillHasNone() {
    Semaphore gate = new Semaphore(0);
    CountDownLatch asked = new CountDownLatch(1);
    RunningBox old = boxes.box("v1", FakePredictor.gated(asked, new Semaphore(0)));
    RunningBox promoted = boxes.box("v2", FakePredictor.gated(new CountDownLatch(1), gate));
    boxes.watch(1e-9, Boxes.route("v2", promoted), Boxes.route("v1", old), Duration.ofSeconds(2));

    CompletableFuture<Caller.Heard> heard = caller.predictLater(promoted);
    Boxes.await(() -> asked.getCount() == 0);
    gate.release();

    assertThat(heard.join().version()).isEqualTo("v2");
  }

  /** Neither is there within the time after which a late answer counts as none. */
  @Test
  void aCoverIsWaitedForWhileThereIsNothingElse() {
    RunningBox old = boxes.box("v1", FakePredictor.slow(300));
    RunningBox promoted = boxes.box("v2", FakePredictor.hanging(), "MLBOX_TIME_LIMIT=20s");
    boxes.watch(1e-9, Boxes.route("v2", promoted), Boxes.route("v1", old), SOON);

    assertThat(caller.predict(promoted).version()).isEqualTo("v1");
  }

  @Test
  void aLateAnswerOfTheOldVersionIsNotGivenUpForOneThatHangs() {
    RunningBox old = boxes.box("v1", FakePredictor.slow(300));
    RunningBox promoted = boxes.box("v2", FakePredictor.hanging(), "MLBOX_TIME_LIMIT=20s");
    boxes.watch(1, Boxes.route("v2", promoted), Boxes.route("v1", old), SOON);

    assertThat(caller.predict(promoted).version()).isEqualTo("v1");
    Tally.Split seen = caller.counts(promoted, "v1", 1);
    assertThat(seen.canary().late()).as("late all the same").isEqualTo(1);
  }

  @Test
  void aVersionThatHasNotHeardOfItsPromotionIsCovered() {
    RunningBox old = boxes.box("v1", FakePredictor.fast());
    RunningBox promoted = boxes.box("v2", FakePredictor.hanging(), "MLBOX_TIME_LIMIT=20s");
    boxes.trial(0.5, Boxes.route("v1", old), Boxes.route("v2", promoted), SOON);

    assertThat(caller.predict(promoted).version()).isEqualTo("v1");
  }

  @Test
  void wherePromotedAndOldFailTheClientHearsThePromotedOne() {
    RunningBox promoted = watched(FakePredictor.failing(), FakePredictor.failing(), PATIENT);

    Caller.Heard heard = caller.predict(promoted);

    assertThat(heard.status()).isEqualTo(500);
    assertThat(heard.version()).isEqualTo("v2");
  }

  /** As of a canary: whose requests fail on any version says nothing of this one. */
  @Test
  void aUserWhomTheOldVersionCouldNotAnswerEitherSpeaksAgainstNobody() {
    assertThat(failuresOf(FakePredictor.failing())).isZero();
  }

  @Test
  void aUserWhomTheOldVersionAnsweredSpeaksAgainstThePromotedOne() {
    assertThat(failuresOf(FakePredictor.fast())).isEqualTo(1);
  }

  private long failuresOf(FakePredictor before) {
    RunningBox old = boxes.box("v1", before);
    RunningBox promoted = boxes.box("v2", FakePredictor.failing());
    Manner sticky = new Manner(Weight.ZERO, "X-User");
    boxes.watch(1e-9, sticky, Boxes.route("v2", promoted), Boxes.route("v1", old), PATIENT);
    caller.predict(promoted, Caller.ROW, "X-User", "ana");
    return Objects.requireNonNull(caller.tally(promoted).met()).stream()
        .mapToLong(Tally.Met::failed)
        .sum();
  }

  @Test
  void whoeverListensInThePlaceOfTheOldVersionCoversForNobody() {
    RunningBox stranger = boxes.box("v3", FakePredictor.fast());
    RunningBox promoted = boxes.box("v2", FakePredictor.failing());
    Route gone = new Route("v1", "127.0.0.1:" + stranger.port());
    boxes.watch(SHARE, Boxes.route("v2", promoted), gone, PATIENT);

    assertThat(caller.predict(promoted).version()).isEqualTo("v2");
  }

  @Test
  void whatThePromotedVersionRefusesIsRefused() {
    RunningBox promoted = watched(FakePredictor.fast(), FakePredictor.fast(), PATIENT);

    assertThat(caller.predict(promoted, "no JSON").status()).isEqualTo(400);
    assertThat(counts(promoted).stable().errors()).isZero();
  }

  @Test
  void eachRequestIsMeteredOnceByWhatItsClientGot() {
    RunningBox promoted = watched(FakePredictor.failing(), FakePredictor.fast(), PATIENT);

    caller.predict(promoted);

    // The client has its answer before the box has done its books.
    Boxes.await(() -> !metered(promoted).isEmpty() && isIdle(promoted));
    assertThat(metered(promoted)).as("one request").hasSize(1);
  }

  private List<String> metered(RunningBox box) {
    return metrics(box).filter(line -> line.startsWith("mlbox_requests_total")).toList();
  }

  private boolean isIdle(RunningBox box) {
    return metrics(box).anyMatch("mlbox_in_flight 0.0"::equals);
  }

  private Stream<String> metrics(RunningBox box) {
    return caller.get(box.metricsPort(), "/metrics").body().lines();
  }
}
