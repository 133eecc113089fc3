package dev.mlbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.plan.Step;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code mlbox why}: where a version came from, in words. */
class KinTest {
  private static final Release RELEASE =
      new Release(
          "1c56332075",
          "sha256:9f31",
          "registry.example.com/flights@sha256:77",
          Map.of(
              "commit", "0123456789",
              "branch", "main",
              "subject", "Add weather",
              "author", "Ada",
              "uncommitted changes", "no",
              "trained by", "python train.py",
              "inputs", "sha256:aa",
              "data", "sha256:bb"));
  private static final Past PAST =
      new Past(
          RELEASE,
          Past.End.PROMOTED,
          "",
          Instant.parse("2026-11-24T16:00:00Z"),
          "mlbox deploy by ana@laptop");

  @Test
  void aVersionWithoutEvaluationTellsItsOrigin() {
    assertThat(WhyLines.of(RELEASE, true, List.of(PAST), Optional.empty()))
        .containsExactly(
            new Step("version", "1c56332075, which serves"),
            new Step("model", "sha256:9f31"),
            new Step("box", "registry.example.com/flights@sha256:77"),
            new Step("commit", "0123456789 on main: Add weather"),
            new Step("author", "Ada"),
            new Step("trained", "python train.py"),
            new Step("inputs", "sha256:aa"),
            new Step("data", "sha256:bb"),
            new Step("metrics", "its evaluation was not kept here"),
            new Step("promoted", "2026-11-24 16:00 UTC by mlbox deploy by ana@laptop"));
  }

  @Test
  void beforeTheFirstDeployThereIsNothingToTell() {
    assertThat(RolloutRecord.empty().stable()).isNull();
    assertThatThrownBy(() -> Kin.requireServing(RolloutRecord.empty()))
        .hasMessage("nothing serves yet; name a version, or begin with `mlbox deploy`");
  }
}
