package dev.mlbox.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloutRecordTest {

  private static Release release(String version) {
    return new Release(version, "sha256:" + version, "box", Map.of());
  }

  private static Past past(String version, Past.End end) {
    return new Past(release(version), end, "", Instant.EPOCH, "ana");
  }

  @Test
  void aVersionIsUnprovenWhenItsLastRolloutEndedWithoutAPromotion() {
    RolloutRecord record =
        RolloutRecord.empty()
            .versions(release("v1"), null)
            .ended(past("v0", Past.End.PROMOTED))
            .ended(past("v2", Past.End.PROMOTED))
            .ended(past("v2", Past.End.REVERTED))
            .ended(past("v3", Past.End.HALTED));

    assertThat(record.isUnproven("v0")).isFalse();
    assertThat(record.isUnproven("v2")).isTrue();
    assertThat(record.isUnproven("v3")).isTrue();
    assertThat(record.isUnproven("never deployed here")).isFalse();
  }

  @Test
  void aModelIsUnprovenWhenTheLastVersionWithItIs() {
    Release served = new Release("v1", "sha256:aa11", "box", Map.of());
    Release bad = new Release("v2", "sha256:bb22", "box", Map.of());
    RolloutRecord record =
        RolloutRecord.empty()
            .versions(served, null)
            .ended(new Past(bad, Past.End.REVERTED, "", Instant.EPOCH, "ana"));

    assertThat(record.isUnprovenModel("aa1")).isFalse();
    assertThat(record.isUnprovenModel("bb2")).isTrue();
    assertThat(record.isUnprovenModel("cc3")).isFalse();
  }

  @Test
  void aVersionOnTrialIsUnprovenAndTheOneThatServesIsNot() {
    RolloutRecord record = RolloutRecord.empty().versions(release("v1"), release("v2"));

    assertThat(record.isUnproven("v1")).isFalse();
    assertThat(record.isUnproven("v2")).isTrue();
    assertThat(record.ended(past("v1", Past.End.REVERTED)).isUnproven("v1")).isFalse();
  }
}
