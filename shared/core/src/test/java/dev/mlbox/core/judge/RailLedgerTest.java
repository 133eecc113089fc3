package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** `sticky`: users of a canary, and what became of their requests. */
class RailLedgerTest {
  private static final Instant T0 = Instant.parse("2026-11-28T10:00:00Z");
  private final Ledger ledger = new Ledger(T0, Duration.ofMillis(5), Duration.ofSeconds(10));

  private static Tally.Met user(String name, long asked, long failed) {
    return new Tally.Met(name, "v2", true, asked, failed, 0);
  }

  private static Tally box(String version, Tally.Met... met) {
    return new Tally(
        version, "boot", List.of(), List.of(), List.of(), List.of(), List.of(), null, List.of(met));
  }

  /** At a second of the rollout. */
  private List<ArmOutcome> read(long second, Map<String, Tally> boxes) {
    return ledger.read(boxes, "v1", "v2", 0, T0.plusSeconds(second)).stream()
        .filter(batch -> batch.signal().equals(RailLedger.SIGNAL))
        .map(LiveBatch::canary)
        .toList();
  }

  private List<ArmOutcome> first(Tally.Met... met) {
    assertThat(read(0, Map.of("a", box("v1")))).isEmpty();
    return read(20, Map.of("a", box("v1", met)));
  }

  @Test
  void twoOfThreeUsersWhoseRequestsFailAreMost() {
    assertThat(first(user("ana", 30, 30), user("bea", 20, 18), user("cem", 10, 0)))
        .containsExactly(new ArmOutcome(3, 2, 0, 0));
  }

  @Test
  void aUserWithMostOfTheRequestsIsOneOfTwo() {
    assertThat(first(user("ana", 900, 900), user("bea", 3, 0))).isEmpty();
  }

  @Test
  void oneUserOfManyBoxesIsOne() {
    read(0, Map.of("a", box("v1"), "b", box("v1")));
    Tally failing = box("v1", user("ana", 50, 50));
    assertThat(read(20, Map.of("a", failing, "b", failing)))
        .containsExactly(new ArmOutcome(1, 1, 0, 0));
  }

  @Test
  void usersAreWeighedByTheirOwnSharesAndRequestsAreToo() {
    assertThat(
            first(user("ana", 400, 400), user("bea", 90, 90), user("cem", 2, 0), user("d", 2, 1)))
        .as("half of the users")
        .isEmpty();
    assertThat(
            read(25, Map.of("a", box("v1", user("e", 1, 1), user("f", 1, 1), user("g", 900, 0)))))
        .as("few of the requests")
        .isEmpty();
  }

  @Test
  void fewRequestsSayNothing() {
    assertThat(first(user("ana", 20, 20), user("bea", 20, 20))).isEmpty();
  }

  @Test
  void whatBoxesCountedBeforeOrBoxesOfOthersCountIsNoRail() {
    Tally failing = box("v1", user("ana", 90, 90), user("bea", 90, 90));
    assertThat(read(0, Map.of("a", failing))).isEmpty();
    assertThat(read(20, Map.of("a", failing))).isEmpty();
    assertThat(read(25, Map.of("a", failing, "new", failing))).isEmpty();
    Tally other = box("v2", user("ana", 90, 90), user("bea", 90, 90));
    assertThat(read(30, Map.of("a", failing, "other", other))).isEmpty();
    Tally more = box("v1", user("ana", 120, 120), user("bea", 120, 120));
    assertThat(read(35, Map.of("a", more))).hasSize(1);
  }

  @Test
  void whatFailedLongAgoIsForgotten() {
    Tally.Met[] met = {user("ana", 90, 90), user("bea", 90, 90)};
    assertThat(first(met)).hasSize(1);
    Tally failing = box("v1", met);
    assertThat(read(119, Map.of("a", failing))).hasSize(1);
    assertThat(read(120, Map.of("a", failing))).isEmpty();
  }

  @Test
  void beingLateSaysNothingWhileBoxesAreCold() {
    Tally.Met[] late =
        Stream.of("ana", "bea")
            .map(name -> new Tally.Met(name, "v2", true, 60, 0, 60))
            .toArray(Tally.Met[]::new);
    assertThat(read(0, Map.of("a", box("v1")))).isEmpty();
    assertThat(read(5, Map.of("a", box("v1", late)))).isEmpty();
    Tally.Met[] later =
        Stream.of("ana", "bea")
            .map(name -> new Tally.Met(name, "v2", true, 190, 0, 190))
            .toArray(Tally.Met[]::new);
    assertThat(read(20, Map.of("a", box("v1", later)))).hasSize(1);
  }

  @Test
  void inAWatchThePromotedVersionsOwnAnswersAreTheCanarys() {
    Tally promoted =
        new Tally(
            "v2",
            "boot",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(
                new Tally.Met("ana", "v1", false, 60, 60, 0),
                new Tally.Met("bea", "v1", false, 60, 60, 0),
                new Tally.Met("cem", "v1", true, 60, 0, 0)));
    assertThat(read(0, Map.of("a", box("v1")))).isEmpty();
    assertThat(read(20, Map.of("a", promoted.seenFrom("v1"))))
        .containsExactly(new ArmOutcome(2, 2, 0, 0));
  }
}
