package dev.mlbox.serving.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseClockTest {
  private static final Lease LEASE =
      new Lease(
          41,
          Duration.ofSeconds(10),
          new Weight(0.05),
          new Route("v1", "a:1"),
          new Route("v2", "b:2"),
          Duration.ofSeconds(1));

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
  private final LeaseClock clock = new LeaseClock(nanos::get);

  @Test
  void knowsNothingAtFirst() {
    assertThat(clock.view()).isNull();
    assertThat(clock.weight()).isZero();
    assertThat(clock.ageSeconds()).isNaN();
  }

  @Test
  void readingALeaseIsNotSeeingItRenewed() {
    read(LEASE);
    assertThat(clock.weight()).isZero();
    assertThat(clock.ageSeconds()).isNaN();
    read(LEASE.renewed());
    assertThat(clock.weight()).isEqualTo(0.05);
    assertThat(clock.ageSeconds()).isZero();
  }

  @Test
  void runsOutAndComesBackWhenRenewed() {
    read(LEASE);
    read(LEASE.renewed());
    pass(Duration.ofMillis(9_999));
    assertThat(clock.weight()).isEqualTo(0.05);
    assertThat(clock.ageSeconds()).isEqualTo(9.999);
    pass(Duration.ofMillis(1));
    assertThat(clock.weight()).isZero();
    read(LEASE.renewed());
    assertThat(clock.weight()).as("the same renewal again").isZero();
    clock.saw(LEASE.renewed().renewed());
    assertThat(clock.weight()).isEqualTo(0.05);
  }

  @Test
  void anyChangeOfTheNumberRenews() {
    read(LEASE);
    clock.saw(
        new Lease(3, LEASE.ttl(), LEASE.weight(), LEASE.stable(), LEASE.canary(), LEASE.ttl()));
    assertThat(clock.weight()).isEqualTo(0.05);
  }

  @Test
  void takesOtherWordsWithoutRenewal() {
    read(LEASE);
    read(LEASE.renewed());
    pass(Duration.ofSeconds(9));
    clock.saw(LEASE.renewed().coveringAfter(Duration.ofMillis(7)));
    assertThat(Objects.requireNonNull(clock.view()).lease().coverAfter())
        .isEqualTo(Duration.ofMillis(7));
    assertThat(clock.ageSeconds()).isEqualTo(9);
  }

  @Test
  void refusesALeaseThatLeadsNowhere() {
    clock.saw(LEASE);
    Lease wrong = Lease.only(new Route("v1", "nowhere"), Duration.ofSeconds(10));
    assertThatThrownBy(() -> clock.saw(wrong)).hasMessage("an address is host:port, not: nowhere");
    Lease endless = Lease.only(new Route("v1", "a:1"), Duration.ofDays(400));
    assertThatThrownBy(() -> clock.saw(endless))
        .hasMessage("ttl is more than 0 and at most a day, not: PT9600H");
    assertThat(Objects.requireNonNull(clock.view()).lease()).isEqualTo(LEASE);
  }

  @Test
  void aRenewalCountsFromWhenTheOneBeforeItWasTheLatest() {
    read(LEASE);
    pass(Duration.ofSeconds(4));
    clock.saw(LEASE.renewed());
    assertThat(clock.ageSeconds()).as("it may have been written right after").isEqualTo(4);
    long asked = clock.now();
    pass(Duration.ofSeconds(1));
    clock.wasLatest(asked);
    assertThat(clock.ageSeconds()).as("being the latest makes it no younger").isEqualTo(5);
    clock.saw(LEASE.renewed().renewed());
    assertThat(clock.ageSeconds()).isEqualTo(1);
  }

  @Test
  void renewalsThatArriveTogetherAreAsOldAsTheFirst() {
    read(LEASE);
    pass(Duration.ofSeconds(30));
    Lease next = LEASE;
    for (int i = 0; i < 12; i++) {
      next = next.renewed();
      clock.saw(next);
    }
    assertThat(clock.weight()).isZero();
    assertThat(clock.ageSeconds()).isEqualTo(30);
  }

  @Test
  void anAnswerThatCameBeforeAnotherChangesNothing() {
    read(LEASE);
    long early = clock.now();
    pass(Duration.ofSeconds(1));
    clock.wasLatest(clock.now());
    clock.wasLatest(early);
    clock.saw(LEASE.renewed());
    assertThat(clock.ageSeconds()).isZero();
  }

  @Test
  void withoutAnAnswerNothingIsFresh() {
    clock.saw(LEASE);
    clock.saw(LEASE.renewed());
    assertThat(clock.weight()).isZero();
    assertThat(clock.ageSeconds()).isNaN();
  }

  private void read(Lease lease) {
    clock.saw(lease);
    clock.wasLatest(clock.now());
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
