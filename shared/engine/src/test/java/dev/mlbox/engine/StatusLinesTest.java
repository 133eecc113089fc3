package dev.mlbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.plan.Step;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Holdout;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusLinesTest {
  private static final Instant T0 = Instant.parse("2026-11-28T10:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Lease LEASE = Lease.only(new Route("v2", "v2:8080"), SECOND);

  private static RolloutRecord watching(Lease lease, RolloutState.Watching state) {
    return RolloutRecord.empty()
        .versions(release("v1"), release("v2"))
        .with(lease)
        .with(state)
        .heldBy(new Holder("ana-1", "mlbox deploy by ana"));
  }

  private static Release release(String version) {
    return new Release(version, "sha256:" + version, "box", Map.of());
  }

  @Test
  void aWatchSaysWhatTheOldVersionKeepsAndWhy() {
    Lease lease = LEASE.holding(new Holdout(new Route("v1", "v1:8080"), new Weight(0.01), SECOND));
    assertThat(StatusLines.versions(watching(lease, new RolloutState.Watching(T0, ""))))
        .containsExactly(
            new Step("stable", "v1, kept warm with 1% of the traffic while its lease is renewed"),
            new Step("new", "v2, the rest of the traffic"),
            new Step(
                "state", "watching since 2026-11-28T10:00:00Z, driven by mlbox deploy by ana"));
    RolloutState.Doubt doubt = new RolloutState.Doubt(T0, "errors 5 %, before 1 %");
    assertThat(StatusLines.versions(watching(lease, new RolloutState.Watching(T0, "", doubt))))
        .contains(new Step("doubt", "errors 5 %, before 1 %"));
  }

  @Test
  void aStepThatADoubtHoldsUpSaysSo() {
    RolloutRecord held =
        watching(LEASE, new RolloutState.Watching(T0, ""))
            .with(new RolloutState.Shifting(0, T0, T0))
            .doubting("of late, errors 5 % of the canary's requests");
    assertThat(StatusLines.versions(held))
        .contains(new Step("doubt", "of late, errors 5 % of the canary's requests"));
  }

  @Test
  void whatWasRevertedLastIsSaidWhileTheVersionBeforeServes() {
    RolloutRecord record =
        RolloutRecord.empty()
            .versions(release("v1"), null)
            .ended(new Past(release("v1"), Past.End.PROMOTED, "", T0, "ana"))
            .ended(new Past(release("v2"), Past.End.REVERTED, "errors 5 %", T0, "ana"));
    assertThat(StatusLines.versions(record))
        .containsExactly(
            new Step("stable", "v1"),
            new Step("last", "v2 reverted at 2026-11-28T10:00:00Z: errors 5 %"));
  }

  @Test
  void aWatchWithoutAShareSaysThatAllGoesToTheNewVersion() {
    assertThat(StatusLines.versions(watching(LEASE, new RolloutState.Watching(T0, ""))))
        .startsWith(new Step("stable", "v1, kept warm"), new Step("new", "v2, all of the traffic"));
  }
}
