package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.gate.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Answers of a canary that fall where they did before, and where they did not. */
class DriftTest {
  private static final Criterion DRIFT = Criterion.USUAL_DRIFT;

  private static List<String> answers(int rows, double share, SplittableRandom random) {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      answers.add(random.nextDouble() < share ? "1" : "0");
    }
    return answers;
  }

  private static Bins twoClasses() {
    SplittableRandom random = new SplittableRandom(3);
    return BinCount.of("v1", answers(5000, 0.12, random), answers(5000, 0.10, random))
        .orElseThrow();
  }

  @Test
  void classesAreBinsWithTheRatioThatWasSeenBefore() {
    Bins bins = twoClasses();
    assertThat(bins.values()).containsExactly("0", "1");
    assertThat(bins.label(2)).isEqualTo("any other");
    assertThat(bins.expected().get(2).known()).isFalse();
    Bins.Expected ones = bins.expected().get(1);
    assertThat(Math.sqrt(ones.low() * ones.high())).isCloseTo(1.2, within(0.12));
    assertThat(ones.high() / ones.low()).isBetween(1.1, 1.3);
  }

  @Test
  void numbersAreDecilesBesideValuesThatAreFrequent() {
    List<String> answers = new ArrayList<>(Collections.nCopies(500, "0.0"));
    for (int i = 1; i <= 2000; i++) {
      answers.add(Double.toString(i));
    }
    Bins bins = BinCount.of("v1", answers, answers).orElseThrow();
    assertThat(bins.values()).containsExactly("0.0");
    assertThat(bins.edges()).hasSize(9).startsWith(201.0).endsWith(1801.0);
    assertThat(bins.of("0.0")).isZero();
    assertThat(bins.of("-7")).isEqualTo(1);
    assertThat(bins.of("201.0")).isEqualTo(1);
    assertThat(bins.of("201.5")).isEqualTo(2);
    assertThat(bins.of("1e9")).isEqualTo(10);
    assertThat(bins.of("no number")).isEqualTo(10);
    assertThat(bins.label(1)).isEqualTo("… 201");
    assertThat(bins.label(2)).isEqualTo("201 … 401");
    assertThat(bins.label(10)).isEqualTo("1801 …");
    assertThat(bins.known()).hasSize(11);
  }

  @Test
  void tooFewRowsMakeNoBins() {
    assertThat(BinCount.of("v1", Collections.nCopies(20, "a"), Collections.nCopies(20, "a")))
        .isEmpty();
    assertThat(BinCount.of("v1", List.of(), List.of())).isEmpty();
  }

  /** A canary that answers 1 in a share of requests, beside a stable version that does in 10 %. */
  private static List<LiveBatch> rollout(
      Bins bins, double share, int requests, SplittableRandom random) {
    BinLedger ledger = new BinLedger(bins);
    long[] stable = new long[bins.count()];
    long[] canary = new long[bins.count()];
    List<LiveBatch> log = new ArrayList<>();
    for (int minute = 0; minute <= 10; minute++) {
      Tally tally =
          new Tally(
              "v1",
              "boot",
              List.of(),
              List.of(),
              List.of(),
              List.of(new Tally.Binned("v2", 0.25, stable.clone(), canary.clone())));
      for (LiveBatch batch :
          ledger.read(Map.of("box", tally), "v2", new BinLedger.Place(minute, 0))) {
        log = LiveBatch.add(log, batch);
      }
      for (int i = 0; i < requests / 10; i++) {
        boolean chosen = random.nextDouble() < 0.25;
        boolean one = random.nextDouble() < (chosen ? share : 0.10);
        (chosen ? canary : stable)[bins.of(one ? "1" : "0")]++;
      }
    }
    return log;
  }

  private static Evidence judged(List<LiveBatch> log) {
    return new Judge(List.of(DRIFT), 0.01, 4).assess(log).evidence().get(0);
  }

  @Test
  void aCanaryThatAnswersAsBeforeIsLetBe() {
    SplittableRandom random = new SplittableRandom(5);
    Bins bins = twoClasses();
    int reverted = 0;
    for (int i = 0; i < 300; i++) {
      reverted += judged(rollout(bins, 0.12, 4000, random)).verdict() == Verdict.FAIL ? 1 : 0;
    }
    assertThat(reverted).isLessThanOrEqualTo(3);
  }

  @Test
  void oneThatAnswersOtherwiseThanBeforeIsNot() {
    Bins bins = twoClasses();
    for (double share : List.of(0.30, 0.02)) {
      Evidence evidence = judged(rollout(bins, share, 6000, new SplittableRandom(7)));
      assertThat(evidence.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(evidence.message())
          .startsWith("drift to ")
          .contains(
              "of the canary's answers",
              "`drift > 1.5` is proven",
              "the answers in question are `1`");
    }
  }

  @Test
  void nothingIsSaidBeforeThereAreAnswers() {
    assertThat(judged(List.of()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    Evidence few = judged(rollout(twoClasses(), 0.12, 200, new SplittableRandom(7)));
    assertThat(few.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    Evidence enough = judged(rollout(twoClasses(), 0.12, 1000, new SplittableRandom(7)));
    assertThat(enough.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void countsFromBeforeTheFirstReadingAreNoEvidence() {
    BinLedger ledger = new BinLedger(twoClasses());
    Tally tally =
        new Tally(
            "v1",
            "boot",
            List.of(),
            List.of(),
            List.of(),
            List.of(new Tally.Binned("v2", 0.25, new long[] {90, 10, 0}, new long[] {0, 50, 0})));
    assertThat(ledger.read(Map.of("box", tally), "v2", new BinLedger.Place(0, 0))).isEmpty();
    assertThat(ledger.read(Map.of("box", tally), "v2", new BinLedger.Place(0, 0))).isEmpty();
  }

  @Test
  void aBoxThatWasSilentAtFirstIsCountedFromThenOn() {
    Tally.Binned much = new Tally.Binned("v2", 0.25, new long[] {90, 10, 0}, new long[] {0, 50, 0});
    Tally tally = new Tally("v1", "boot", List.of(), List.of(), List.of(), List.of(much));
    BinLedger.Place place = new BinLedger.Place(0, 0);

    BinLedger ledger = new BinLedger(twoClasses());
    assertThat(ledger.read(Map.of(), "v2", place)).isEmpty();
    assertThat(ledger.read(Map.of("box", tally), "v2", place)).isEmpty();
  }

  @Test
  void requestsThatFailedAreNoDrift() {
    LiveBatch batch =
        new LiveBatch(
            0,
            0,
            0.5,
            new ArmOutcome(262, 260, 0, 0),
            new ArmOutcome(86, 85, 0, 0),
            Map.of(),
            "drift|0.9|1.1|1");
    assertThat(judged(List.of(batch)).logWorse()).isLessThan(0.1);
  }

  @Test
  void nobodyWaitsForAnswersThatCannotBeSorted() {
    Judge judge =
        new Judge(List.of(Criterion.parse("errors > 1.5 * stable and > 5%"), DRIFT), 0.01, 1);
    LiveBatch clean =
        new LiveBatch(0, 0, 0.5, new ArmOutcome(500, 0, 0, 0), new ArmOutcome(500, 0, 0, 0));
    assertThat(judge.assess(List.of(clean)).verdict()).isEqualTo(Verdict.PASS);
    assertThat(judge.assess(List.of()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aRecordIsReadWhereverItWasWritten() {
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(new BinSignal(0.9, 1.1, "late").text()).isEqualTo("drift|0.900000|1.10000|late");
    } finally {
      Locale.setDefault(usual);
    }
    assertThat(BinSignal.parse("drift|0,900000|1,10000|late"))
        .contains(new BinSignal(0.9, 1.1, "late"));
  }

  @Test
  void itHasAForm() {
    assertThat(Criterion.parse("drift > 2"))
        .isEqualTo(new Criterion(Criterion.Kind.DRIFT, 2, null, "drift > 2"));
    assertThatThrownBy(() -> Criterion.parse("drift > 1"))
        .hasMessage("`drift > 1` tolerates no drift at all; write more than 1, such as 1.5");
  }
}
