package dev.mlbox.serving.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.rollout.Holdout;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Manner;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Splitting;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SplitterTest {
  private static final Duration TTL = Duration.ofSeconds(10);
  private static final Duration COVER = Duration.ofMillis(80);
  private static final Route STABLE = new Route("v1", "stable:8080");
  private static final Route CANARY = new Route("v2", "canary:8080");
  private static final long NOW = 1_000_000_000_000L;

  private static final LeaseView TRIAL = view(new Weight(0.25), CANARY, NOW);
  private static final Draw DRAW = new Draw("v2", 0.25);

  @Test
  void drawsOnTheStableVersion() {
    assertThat(box("v1", 0.2499).choose(TRIAL, NOW, 0, null))
        .isEqualTo(new Choice.Canary(DRAW, new Address("canary", 8080), "v2", COVER, false, false));
    assertThat(box("v1", 0.25).choose(TRIAL, NOW, 0, null))
        .isEqualTo(new Choice.Stable(DRAW, COVER));
  }

  @Test
  void drawsForRequestsThatWereRelayedToIt() {
    assertThat(box("v1", 0).choose(TRIAL, NOW, 1, null)).isInstanceOf(Choice.Canary.class);
    assertThat(box("v1", 0.9).choose(TRIAL, NOW, 1, null))
        .isEqualTo(new Choice.Stable(DRAW, COVER));
  }

  private static final Choice EARLY = new Choice.Early(new Address("stable", 8080), COVER);

  @Test
  void answersAsTheCanary() {
    assertThat(box("v2", 0).choose(TRIAL, NOW, 2, null)).isEqualTo(new Choice.Own());
  }

  @Test
  void isCoveredAsACanaryThatIsAskedByOthersAsItMayHaveBeenPromoted() {
    assertThat(box("v2", 0).choose(TRIAL, NOW, 0, null)).isEqualTo(EARLY);
    assertThat(box("v2", 0).choose(TRIAL, NOW, 1, null)).isEqualTo(EARLY);
  }

  @Test
  void drawsNothingWhereSomebodyElseSplits() {
    assertThat(box("v1", 0).choose(elsewhere(0.25), NOW, 0, null))
        .isEqualTo(new Choice.Stable(DRAW, COVER));
  }

  @Test
  void answersAndCountsAsTheCanaryWhereSomebodyElseSplits() {
    assertThat(box("v2", 0).choose(elsewhere(0.25), NOW, 0, null))
        .isEqualTo(new Choice.OnTrial(DRAW, new Address("stable", 8080), COVER));
    assertThat(box("v2", 0).choose(elsewhere(0.25), NOW, 2, null)).isEqualTo(new Choice.Own());
  }

  @Test
  void passesOnAsTheCanaryWhatSomebodyElseSendsWithoutALease() {
    Choice relay = new Choice.Relay(new Address("stable", 8080), COVER);
    long over = NOW + TTL.toNanos();
    assertThat(box("v2", 0).choose(elsewhere(0.25), over, 0, null)).isEqualTo(relay);
    assertThat(box("v2", 0).choose(elsewhere(0), NOW, 0, null)).isEqualTo(relay);
    assertThat(box("v2", 0).chooseUndrawn(elsewhere(0.25), 0)).isEqualTo(relay);
  }

  private static LeaseView elsewhere(double share) {
    return manner(new Weight(share), Manner.PLAIN.splitBy(Splitting.GATEWAY));
  }

  @Test
  void relaysAsNeither() {
    Choice relay = new Choice.Relay(new Address("stable", 8080), COVER);
    assertThat(box("v0", 0).choose(TRIAL, NOW, 0, null)).isEqualTo(relay);
    assertThat(front().choose(TRIAL, NOW, 0, null)).isEqualTo(relay);
    assertThat(box("v0", 0).choose(TRIAL, NOW, 1, null))
        .as("by a box that has not heard who is stable now")
        .isEqualTo(relay);
  }

  @Test
  void answersItselfWithoutALease() {
    assertThat(box("v1", 0).choose(null, NOW, 0, null)).isEqualTo(Choice.Stable.ALONE);
    assertThat(front().choose(null, NOW, 0, null))
        .isEqualTo(new Choice.Nobody("no lease was read yet"));
  }

  @Test
  void countsNoDrawWithoutACanaryOrWeight() {
    assertThat(box("v1", 0).choose(view(Weight.ZERO, null, NOW), NOW, 0, null))
        .isEqualTo(Choice.Stable.ALONE);
    assertThat(box("v1", 0).choose(view(Weight.ZERO, CANARY, NOW), NOW, 0, null))
        .isEqualTo(Choice.Stable.ALONE);
  }

  @Test
  void drawsNobodyOnceTheLeaseRanOut() {
    long last = NOW + TTL.toNanos() - 1;
    assertThat(box("v1", 0).choose(TRIAL, last, 0, null)).isInstanceOf(Choice.Canary.class);
    assertThat(box("v1", 0).choose(TRIAL, last + 1, 0, null)).isEqualTo(Choice.Stable.ALONE);
  }

  @Test
  void drawsNobodyBeforeItSawTheLeaseRenewed() {
    LeaseView unseen = view(new Weight(0.25), CANARY, null);
    assertThat(box("v1", 0).choose(unseen, NOW, 0, null)).isEqualTo(Choice.Stable.ALONE);
  }

  @Test
  void aLeaseThatRanOutStillSaysWhoIsStable() {
    long late = NOW + TTL.toNanos() * 1000;
    assertThat(front().choose(TRIAL, late, 0, null)).isInstanceOf(Choice.Relay.class);
    assertThat(box("v2", 0).choose(TRIAL, late, 0, null)).isEqualTo(EARLY);
  }

  @Test
  void aWholeWeightSendsEverythingToTheCanary() {
    LeaseView all = view(Weight.ALL, CANARY, NOW);
    assertThat(box("v1", Math.nextDown(1.0)).choose(all, NOW, 0, null))
        .isInstanceOf(Choice.Canary.class);
  }

  /** Every kind of box, lease and number of hops: the longest way ends at the third box. */
  @Test
  void noRequestIsPassedOnMoreThanTwice() {
    @Nullable LeaseView[] views = {
      null, TRIAL, view(Weight.ZERO, null, NOW), view(Weight.ALL, CANARY, NOW)
    };
    Splitter[] boxes = {box("v0", 0), box("v1", 0), box("v2", 0), front()};
    for (@Nullable LeaseView view : views) {
      for (Splitter box : boxes) {
        for (int hops : new int[] {2, 3, Integer.MAX_VALUE}) {
          assertThat(box.chooseUndrawn(view, hops))
              .isInstanceOfAny(Choice.Own.class, Choice.Nobody.class);
          assertThat(box.choose(view, NOW, hops, null))
              .isInstanceOfAny(Choice.Own.class, Choice.Nobody.class);
        }
      }
    }
  }

  @Test
  void drawsNothingForWhatIsNoPrediction() {
    assertThat(box("v1", 0).chooseUndrawn(TRIAL, 0)).isEqualTo(new Choice.Own());
    assertThat(box("v2", 0).chooseUndrawn(TRIAL, 0)).isEqualTo(new Choice.Own());
    assertThat(box("v0", 0).chooseUndrawn(TRIAL, 0)).isInstanceOf(Choice.Relay.class);
    assertThat(front().chooseUndrawn(TRIAL, 0)).isInstanceOf(Choice.Relay.class);
    assertThat(front().chooseUndrawn(null, 0)).isInstanceOf(Choice.Nobody.class);
  }

  @Test
  void sendsTheExactShare() {
    for (double share : new double[] {0.001, 0.01, 0.05, 0.25, 0.5, 0.9}) {
      Splitter box = new Splitter("v1", true, new SplittableRandom(1)::nextDouble);
      LeaseView view = view(new Weight(share), CANARY, NOW);
      int requests = 1_000_000;
      int canary = 0;
      for (int i = 0; i < requests; i++) {
        canary += box.choose(view, NOW, 0, null) instanceof Choice.Canary ? 1 : 0;
      }
      double sigma = Math.sqrt(requests * share * (1 - share));
      assertThat((double) canary).isCloseTo(requests * share, within(6 * sigma));
    }
  }

  @Test
  void copiesWhileNobodyIsToBeAnsweredByTheCanary() {
    LeaseView copying = manner(Weight.ZERO, new Manner(new Weight(0.3), null));
    assertThat(box("v1", 0.2999).choose(copying, NOW, 0, null))
        .isEqualTo(
            new Choice.Shadowed(
                new Draw("v2", 0.5, true), new Address("canary", 8080), "v2", COVER));
    assertThat(box("v1", 0.3).choose(copying, NOW, 0, null)).isEqualTo(Choice.Stable.ALONE);
    assertThat(box("v1", 0).choose(copying, NOW + TTL.toNanos(), 0, null))
        .as("a lease that ran out")
        .isEqualTo(Choice.Stable.ALONE);
    assertThat(box("v2", 0).choose(copying, NOW, 0, null)).isEqualTo(EARLY);
  }

  @Test
  void someOfTheCanarysRequestsAreAnsweredTwice() {
    LeaseView comparing = manner(new Weight(0.5), new Manner(Weight.ZERO, null, new Weight(0.1)));
    assertThat(box("v1", 0.0999).choose(comparing, NOW, 0, null))
        .matches(choice -> ((Choice.Canary) choice).compared());
    assertThat(box("v1", 0.1).choose(comparing, NOW, 0, null))
        .matches(choice -> !((Choice.Canary) choice).compared());
  }

  @Test
  void aGrowingWeightNeverMovesAUserBack() {
    Manner sticky = new Manner(Weight.ZERO, "X-User");
    int before = 0;
    Set<String> onCanary = new HashSet<>();
    for (double share : new double[] {0.01, 0.05, 0.25, 0.5, 1}) {
      LeaseView view = manner(new Weight(share), sticky);
      for (int i = 0; i < 20_000; i++) {
        String user = "user-" + i;
        boolean canary = front("v1").choose(view, NOW, 0, user) instanceof Choice.Canary;
        assertThat(canary || !onCanary.contains(user)).as(user).isTrue();
        if (canary) {
          onCanary.add(user);
        }
      }
      double sigma = Math.sqrt(20_000 * share * (1 - share));
      assertThat((double) onCanary.size()).isCloseTo(20_000 * share, within(6 * sigma + 1e-9));
      assertThat(onCanary.size()).isGreaterThan(before);
      before = onCanary.size();
    }
  }

  @Test
  void theVersionBeforeKeepsItsShareWhileTheStableOneIsWatched() {
    LeaseView watched = watched(new Weight(0.01), null);
    assertThat(box("v1", 0.0099).choose(watched, NOW, 0, null))
        .isEqualTo(
            new Choice.Canary(
                new Draw("v0", 0.01), new Address("old", 8080), "v0", COVER, false, true));
    assertThat(box("v1", 0.01).choose(watched, NOW, 0, null))
        .isEqualTo(
            new Choice.Watched(new Draw("v0", 0.01), new Address("old", 8080), "v0", COVER, false));
    assertThat(box("v1", 0).choose(watched, NOW + TTL.toNanos(), 0, null))
        .as("a lease that ran out")
        .isEqualTo(Choice.Stable.ALONE);
  }

  @Test
  void someOfAWatchedVersionsRequestsAreAnsweredTwiceAndNoneOfTheVersionBefore() {
    Manner comparing = new Manner(Weight.ZERO, null, new Weight(0.1));
    Lease lease = watched(new Weight(0.05), null).lease().in(comparing);
    LeaseView watched = LeaseView.of(lease, NOW);
    assertThat(box("v1", 0.0999).choose(watched, NOW, 0, null))
        .matches(choice -> ((Choice.Watched) choice).compared());
    assertThat(box("v1", 0.01).choose(watched, NOW, 0, null))
        .matches(choice -> !((Choice.Canary) choice).compared());
  }

  @Test
  void keptConnectionsToTheVersionBeforeFollowAndOnlyWhatIsDrawnForItIsAnsweredThere() {
    LeaseView watched = watched(new Weight(0.01), null);
    assertThat(box("v0", 0).choose(watched, NOW, 0, null))
        .as("sooner covered for by the version that covers anyway")
        .isEqualTo(new Choice.Relay(new Address("stable", 8080), Duration.ofMillis(1160)));
    assertThat(box("v9", 0).choose(watched, NOW, 0, null))
        .as("a version that was left may have been left for being bad")
        .isEqualTo(new Choice.Relay(new Address("stable", 8080), Lease.RELAY_LIMIT));
    assertThat(box("v1", 0).choose(watched, NOW, Splitter.RELAYED, null))
        .isInstanceOf(Choice.Canary.class);
    assertThat(box("v0", 0).choose(watched, NOW, Splitter.FINAL, null)).isEqualTo(new Choice.Own());
  }

  @Test
  void aHoldoutMovesNoUserBackWhoWasOnTheCanary() {
    Manner sticky = new Manner(Weight.ZERO, "X-User");
    LeaseView before =
        LeaseView.of(
            new Lease(7, TTL, new Weight(0.5), new Route("v0", "old:8080"), STABLE, COVER, sticky),
            NOW);
    LeaseView watched = watched(new Weight(0.5), "X-User");
    for (int i = 0; i < 2_000; i++) {
      String user = "user-" + i;
      boolean wasNew = front("v0").choose(before, NOW, 0, user) instanceof Choice.Canary;
      boolean isOld = front("v1").choose(watched, NOW, 0, user) instanceof Choice.Canary;
      assertThat(isOld).as(user).isEqualTo(!wasNew);
    }
  }

  private static LeaseView watched(Weight weight, @Nullable String sticky) {
    Lease alone = Lease.only(STABLE, TTL).in(new Manner(Weight.ZERO, sticky));
    return LeaseView.of(
        alone.holding(new Holdout(new Route("v0", "old:8080"), weight, COVER)), NOW);
  }

  /** One that must not need chance. */
  private static Splitter front(String version) {
    return new Splitter(
        version,
        true,
        () -> {
          throw new AssertionError("a user is not drawn");
        });
  }

  private static LeaseView manner(Weight weight, Manner manner) {
    return LeaseView.of(new Lease(7, TTL, weight, STABLE, CANARY, COVER, manner), NOW);
  }

  private static Splitter box(String version, double random) {
    return new Splitter(version, true, () -> random);
  }

  private static Splitter front() {
    return new Splitter(
        "front",
        false,
        () -> {
          throw new AssertionError("a front draws nothing");
        });
  }

  private static LeaseView view(Weight weight, @Nullable Route canary, @Nullable Long renewedAt) {
    return LeaseView.of(new Lease(7, TTL, weight, STABLE, canary, COVER), renewedAt);
  }
}
