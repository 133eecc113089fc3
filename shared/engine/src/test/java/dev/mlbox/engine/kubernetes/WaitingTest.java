package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private static final ContainerState RUNNING =
      new ContainerStateBuilder().withNewRunning().endRunning().build();
  private static final ContainerState KILLED =
      new ContainerStateBuilder()
          .withNewTerminated()
          .withReason("OOMKilled")
          .withExitCode(137)
          .endTerminated()
          .build();
  private static final Pod UNTOUCHED =
      new PodBuilder()
          .withNewMetadata()
          .withName("flights-v2-x")
          .endMetadata()
          .withNewStatus()
          .endStatus()
          .build();

  @Test
  void nobodyWaitsWhenAllBoxesAreReady() {
    Pod ready =
        new PodBuilder(pod(RUNNING, null, 0))
            .editStatus()
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .endCondition()
            .endStatus()
            .build();

    assertThat(Waiting.of(List.of(ready))).isEmpty();
    assertThat(Waiting.of(List.of())).isEmpty();
  }

  @Test
  void aPodThatNoNodeHasTaken() {
    assertThat(Waiting.of(List.of(UNTOUCHED)))
        .isEqualTo("pod flights-v2-x has not been started by a node");
  }

  @Test
  void aContainerThatIsBeingMade() {
    ContainerState creating =
        new ContainerStateBuilder()
            .withNewWaiting()
            .withReason("ContainerCreating")
            .endWaiting()
            .build();

    assertThat(Waiting.of(List.of(pod(creating, null, 0))))
        .isEqualTo("pod flights-v2-x waits: ContainerCreating");
  }

  @Test
  void aBoxThatIsKilledAgainAndAgainButRunsNow() {
    assertThat(Waiting.of(List.of(pod(RUNNING, KILLED, 3))))
        .isEqualTo(
            "pod flights-v2-x runs, but does not say that it is ready, restarted 3 times (OOMKilled, exit code 137)");
  }

  @Test
  void aBoxThatHasJustEnded() {
    assertThat(Waiting.of(List.of(pod(KILLED, null, 0))))
        .isEqualTo("pod flights-v2-x ended with code 137");
  }

  private static Pod pod(ContainerState now, @Nullable ContainerState last, int restarts) {
    return new PodBuilder(UNTOUCHED)
        .editStatus()
        .withContainerStatuses(
            new ContainerStatusBuilder()
                .withState(now)
                .withLastState(last)
                .withRestartCount(restarts)
                .build())
        .endStatus()
        .build();
  }
}
