package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserLedgerTest {
  private final UserLedger ledger = new UserLedger();
  private final List<Tally.BadUser> told = new ArrayList<>();

  private static Tally.BadUser late(String user) {
    return new Tally.BadUser(user, false, "v2", 0.5, true, true);
  }

  private static Tally.BadUser slow(String user) {
    return new Tally.BadUser(user, true, "v2", 0.5, true);
  }

  private static Tally.BadUser failed(String user) {
    return new Tally.BadUser(user, false, "v2", 0.5, true);
  }

  /** A box says again at each look whom it has ever named. */
  private ArmOutcome look(boolean cold, Tally.BadUser... more) {
    told.addAll(List.of(more));
    return look("box", cold);
  }

  private ArmOutcome look(String box, boolean cold) {
    Tally tally =
        new Tally(
            "v1", "boot", List.of(), List.of(), List.of(), List.of(), List.copyOf(told), null);
    return ledger
        .read(Map.of(box, tally), Set.of(), "v1", new UserLedger.Place(0, 0, "v2", cold))
        .stream()
        .map(LiveBatch::canary)
        .reduce(ArmOutcome.NONE, ArmOutcome::plus);
  }

  @Test
  void whatWasOnlyLateOrSlowWhileBoxesWereColdIsNotCountedOnceTheyAreWarm() {
    assertThat(look(true, late("ana"), slow("ben"))).isEqualTo(ArmOutcome.NONE);
    assertThat(look(false)).isEqualTo(ArmOutcome.NONE);
    assertThat(look(false, late("eve"), slow("tom"))).isEqualTo(new ArmOutcome(1, 1, 1, 1));
    assertThat(look(false)).isEqualTo(ArmOutcome.NONE);
  }

  @Test
  void anErrorOfAnExcusedUserCounts() {
    assertThat(look(true, late("ana"))).isEqualTo(ArmOutcome.NONE);
    assertThat(look(false, failed("ana"))).isEqualTo(new ArmOutcome(1, 1, 0, 0));
  }

  @Test
  void anErrorCountsWhileBoxesAreColdToo() {
    assertThat(look(true, failed("ana"))).isEqualTo(new ArmOutcome(1, 1, 0, 0));
  }

  @Test
  void anotherBoxThatIsWarmMayNameTheSameUser() {
    assertThat(look(true, late("ana"))).isEqualTo(ArmOutcome.NONE);
    assertThat(look("other", false)).isEqualTo(new ArmOutcome(1, 1, 0, 0));
  }
}
