package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A good version was reverted for crashes of the night before, when it missed one probe. */
class OldCrashTest {
  private static final Deployment FINE =
      new DeploymentBuilder().withNewMetadata().withName("flights-v2").endMetadata().build();

  @Test
  void aBoxThatWasReadyForLongAfterItDiedIsInNoTrouble() {
    assertThat(lines("2026-11-28T02:00:00Z", "2026-11-28T14:00:00Z")).isEmpty();
  }

  @Test
  void aBoxThatStillDiesIs() {
    assertThat(lines("2026-11-28T13:55:00Z", "2026-11-28T14:00:00Z"))
        .containsExactly("pod flights-v2-x: crashed: Error (exit code 137)");
  }

  @Test
  void aBoxThatWasNeverReadySinceIs() {
    assertThat(lines("2026-11-28T14:00:00Z", "2026-11-28T02:00:00Z")).hasSize(1);
  }

  private static List<String> lines(String died, String unreadySince) {
    return Trouble.of(FINE, List.of(pod(died, unreadySince))).stream().map(Trouble::line).toList();
  }

  /** Restarted twice; it runs, and is not ready. */
  private static Pod pod(String died, String unreadySince) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("flights-v2-x")
        .endMetadata()
        .withNewStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus("False")
        .withLastTransitionTime(unreadySince)
        .endCondition()
        .addNewContainerStatus()
        .withRestartCount(2)
        .withNewState()
        .withNewRunning()
        .endRunning()
        .endState()
        .withNewLastState()
        .withNewTerminated()
        .withReason("Error")
        .withExitCode(137)
        .withFinishedAt(died)
        .endTerminated()
        .endLastState()
        .endContainerStatus()
        .endStatus()
        .build();
  }
}
