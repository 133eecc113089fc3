package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Instant T0 = Instant.parse("2026-11-24T10:00:00Z");
  private final Ledger ledger = new Ledger(T0, Duration.ZERO);

  private static ArmCounts counts(long requests, long errors, long millis) {
    long[] latency = new long[LatencyBuckets.COUNT];
    latency[LatencyBuckets.of(Duration.ofMillis(millis).toNanos())] = requests;
    return new ArmCounts(requests, errors, latency);
  }

  private static Map<String, Tally> box(String boot, ArmCounts stable, ArmCounts canary) {
    return Map.of(
        "box", new Tally("v1", boot, List.of(new Tally.Split("v2", 0.1, stable, canary))));
  }

  private List<LiveBatch> read(Map<String, Tally> tallies, int second) {
    return ledger.read(tallies, "v1", "v2", 0, T0.plusSeconds(second));
  }

  @Test
  void whatWasCountedBeforeTheFirstLookIsNoEvidence() {
    assertThat(read(box("a", counts(900, 9, 10), counts(100, 1, 10)), 0)).isEmpty();
    assertThat(read(box("a", counts(990, 9, 10), counts(110, 2, 10)), 1))
        .singleElement()
        .satisfies(
            batch -> {
              assertThat(batch.share()).isEqualTo(0.1);
              assertThat(batch.stable()).isEqualTo(new ArmOutcome(90, 0, 90, 0));
              assertThat(batch.canary()).isEqualTo(new ArmOutcome(10, 1, 10, 0));
            });
  }

  @Test
  void beingLateSaysNothingUntilTheBoxesOfAStepAreWarm() {
    Ledger warming = new Ledger(T0, Duration.ZERO, Duration.ofSeconds(3));
    long[] never = new long[LatencyBuckets.COUNT];
    never[LatencyBuckets.NEVER] = 5;
    ArmCounts cold = new ArmCounts(10, 7, never, 5);
    warming.read(box("a", counts(900, 0, 10), counts(0, 0, 10)), "v1", "v2", 0, T0);
    assertThat(at(warming, 0, 1, box("a", counts(990, 0, 10), cold)))
        .as("two failed, five were late")
        .isEqualTo(new ArmOutcome(10, 2, 0, 0));
    assertThat(at(warming, 0, 4, box("a", counts(1080, 0, 10), cold.plus(cold))))
        .isEqualTo(new ArmOutcome(10, 7, 4, 4, 5L, 5L));
    assertThat(at(warming, 1, 5, box("a", counts(1170, 0, 10), cold.plus(cold).plus(cold))))
        .as("new boxes for a larger share")
        .isEqualTo(new ArmOutcome(10, 2, 0, 0));
  }

  @Test
  void beingLateCountsAtOnceOfWhoWasWarmBefore() {
    Ledger watching = new Ledger(T0, Duration.ZERO, Duration.ofSeconds(3));
    watching.warm();
    long[] never = new long[LatencyBuckets.COUNT];
    never[LatencyBuckets.NEVER] = 5;
    watching.read(box("a", counts(900, 0, 10), counts(0, 0, 10)), "v1", "v2", 0, T0);
    assertThat(at(watching, 0, 1, box("a", counts(990, 0, 10), new ArmCounts(10, 7, never, 5))))
        .isEqualTo(new ArmOutcome(10, 7, 4, 4, 5L, 5L));
  }

  @Test
  void beingLateSaysNothingOfEitherArm() {
    Ledger warming = new Ledger(T0, Duration.ZERO, Duration.ofSeconds(3));
    long[] buckets = new long[LatencyBuckets.COUNT];
    buckets[LatencyBuckets.of(3_000_000_000L)] = 90;
    ArmCounts busy = new ArmCounts(90, 50, buckets, 48);
    ArmCounts none = new ArmCounts(0, 0, new long[LatencyBuckets.COUNT]);
    warming.read(box("a", none, none), "v1", "v2", 0, T0);
    LiveBatch seen = warming.read(box("a", busy, busy), "v1", "v2", 0, T0.plusSeconds(1)).get(0);
    assertThat(seen.stable()).as("two failed, 48 were late").isEqualTo(new ArmOutcome(90, 2, 0, 0));
    assertThat(seen.canary()).isEqualTo(seen.stable());
  }

  private static ArmOutcome at(Ledger ledger, int step, int second, Map<String, Tally> tallies) {
    return ledger.read(tallies, "v1", "v2", step, T0.plusSeconds(second)).get(0).canary();
  }

  @Test
  void aBoxThatRestartedCountsFromZero() {
    read(box("a", counts(900, 9, 10), counts(100, 1, 10)), 0);
    assertThat(read(box("b", counts(5, 1, 10), counts(1, 0, 10)), 1))
        .singleElement()
        .satisfies(batch -> assertThat(batch.stable().requests()).isEqualTo(5));
  }

  @Test
  void aBoxThatIsAwayAddsNothingAndIsNotCountedTwice() {
    read(box("a", counts(900, 0, 10), counts(100, 0, 10)), 0);
    assertThat(read(Map.of(), 1)).isEmpty();
    assertThat(read(box("a", counts(910, 0, 10), counts(101, 0, 10)), 2))
        .singleElement()
        .satisfies(batch -> assertThat(batch.stable().requests()).isEqualTo(10));
  }

  @Test
  void weightsThatAreNoLongerInForceAddNoEmptyLines() {
    Tally.Split early = new Tally.Split("v2", 0.01, counts(900, 0, 10), counts(9, 0, 10));
    Tally.Split late = new Tally.Split("v2", 0.1, counts(90, 0, 10), counts(10, 0, 10));
    Tally.Split later = new Tally.Split("v2", 0.1, counts(180, 0, 10), counts(20, 0, 10));
    read(Map.of("box", new Tally("v1", "a", List.of(early, late))), 0);
    assertThat(read(Map.of("box", new Tally("v1", "a", List.of(early, later))), 1))
        .extracting(LiveBatch::share)
        .containsExactly(0.1);
  }

  @Test
  void aRequestIsSlowWhenItIsSlowerThanTheStablesMinuteBefore() {
    read(box("a", counts(900, 0, 10), counts(0, 0, 10)), 0);
    assertThat(ledger.slowMillis()).isBetween(10.0, 10.6);
    assertThat(read(box("a", counts(990, 0, 10), counts(10, 0, 40)), 1))
        .singleElement()
        .satisfies(
            batch -> {
              assertThat(batch.canary())
                  .as("four of ten count")
                  .isEqualTo(new ArmOutcome(10, 0, 4, 4, 10L, 10L));
              assertThat(batch.stable()).isEqualTo(new ArmOutcome(90, 0, 36, 0, 90L, 0L));
            });
  }

  private static ArmCounts withNever(ArmCounts counts, int never) {
    long[] latency = counts.latency().clone();
    latency[LatencyBuckets.NEVER] += never;
    return new ArmCounts(counts.requests() + never, counts.errors() + never, latency, never);
  }

  /** Else one bad minute, or a slow model, would end all knowledge of what is slow. */
  @Test
  void whatWasNotWaitedForTellsOnlyThatItHasToBeWaitedForLonger() {
    ArmCounts well = counts(900, 0, 10);
    read(box("a", well, counts(0, 0, 10)), 0);
    double known = ledger.slowMillis();
    assertThat(ledger.outgrown()).isZero();

    ArmCounts late = withNever(well, 200);
    read(box("a", late, counts(0, 0, 10)), 30);
    read(box("a", late, counts(0, 0, 10)), 60);
    assertThat(ledger.slowMillis()).isEqualTo(known);
    assertThat(ledger.outgrown()).isEqualTo(1);

    ArmCounts wellAgain = late.plus(counts(900, 0, 20));
    read(box("a", wellAgain, counts(0, 0, 10)), 90);
    read(box("a", wellAgain, counts(0, 0, 10)), 120);
    assertThat(ledger.slowMillis()).isGreaterThan(known).isLessThan(25);
    assertThat(ledger.outgrown()).isZero();
  }

  @Test
  void withoutAThresholdNothingIsTimed() {
    read(box("a", counts(5, 0, 10), counts(0, 0, 10)), 0);
    assertThat(read(box("a", counts(50, 0, 10), counts(5, 0, 40)), 1))
        .singleElement()
        .satisfies(batch -> assertThat(batch.canary()).isEqualTo(new ArmOutcome(5, 0, 0, 0)));
  }

  @Test
  void whoGoesOnJudgesSlowAsBeforeAlsoWhenNobodyIsLeftToMeasureItBy() {
    read(box("a", counts(900, 0, 10), counts(0, 0, 10)), 0);
    Ledger next = new Ledger(T0, Duration.ZERO);
    next.goOn(ledger.slowMillis());
    assertThat(next.slowMillis()).isEqualTo(ledger.slowMillis());
    Map<String, Tally> before = Map.of("box", tally(counts(0, 0, 10)));
    Map<String, Tally> after = Map.of("box", tally(counts(20, 0, 9_000)));
    next.readAlone(before, "v1", 3, T0.plusSeconds(1));
    assertThat(next.readAlone(after, "v1", 3, T0.plusSeconds(2)).canary())
        .isEqualTo(new ArmOutcome(20, 0, 20, 20));
  }

  @Test
  void whoGoesOnCountsNothingTwiceOfABoxThatAnswersLater() {
    Ledger next = new Ledger(T0, Duration.ZERO);
    next.goOn(null);
    assertThat(next.read(Map.of(), "v1", "v2", 0, T0)).isEmpty();
    Map<String, Tally> late = box("a", counts(9_500, 9, 10), counts(500, 9, 10));
    assertThat(next.read(late, "v1", "v2", 0, T0.plusSeconds(1))).isEmpty();
    Map<String, Tally> later = box("a", counts(9_590, 9, 10), counts(510, 9, 10));
    assertThat(next.read(later, "v1", "v2", 0, T0.plusSeconds(2)))
        .singleElement()
        .satisfies(batch -> assertThat(batch.stable().requests()).isEqualTo(90));
  }

  @Test
  void nothingIsSlowBelowTheLowestTime() {
    Ledger lenient = new Ledger(T0, Duration.ofMillis(50));
    lenient.read(box("a", counts(900, 0, 10), counts(0, 0, 10)), "v1", "v2", 0, T0);
    assertThat(lenient.slowMillis()).isBetween(50.0, 53.0);
  }

  @Test
  void boxesAreToldApartWhenThereAreSeveral() {
    Map<String, Tally> first = Map.of("a", tally(counts(0, 0, 10)), "b", tally(counts(0, 0, 10)));
    Map<String, Tally> second =
        Map.of("a", tally(counts(40, 1, 10)), "b", tally(counts(50, 2, 10)));
    ledger.read(first, "v1", "v2", 0, T0);
    LiveBatch batch = ledger.read(second, "v1", "v2", 0, T0.plusSeconds(1)).get(0);
    assertThat(batch.boxes())
        .containsEntry("a", new ArmOutcome(40, 1, 0, 0))
        .containsEntry("b", new ArmOutcome(50, 2, 0, 0));
  }

  private static Tally tally(ArmCounts stable) {
    return new Tally("v1", "boot", List.of(new Tally.Split("v2", 0.1, stable, ArmCounts.none())));
  }
}
