package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TroubleTest {
  private static final Duration READY = Duration.ofMinutes(5);
  private static final Deployment FINE =
      new DeploymentBuilder().withNewMetadata().withName("flights-v2").endMetadata().build();

  @Test
  void aBoxThatStartsIsInNoTrouble() {
    Pod creating = pod(waiting("ContainerCreating", null));
    Pod running =
        pod(
            new ContainerStatusBuilder()
                .withNewState()
                .withNewRunning()
                .endRunning()
                .endState()
                .build());
    Pod fresh = new PodBuilder().withNewMetadata().withName("flights-v2-x").endMetadata().build();

    assertThat(Trouble.of(FINE, List.of(creating, running, fresh))).isEmpty();
  }

  @Test
  void anImageThatCannotBePulled() {
    Pod pod =
        pod(
            waiting(
                "ImagePullBackOff",
                "Back-off pulling image \"r/flights@sha256:ab\": ErrImagePull: not found"));

    assertThat(lines(pod))
        .containsExactly(
            "pod flights-v2-x: ImagePullBackOff: Back-off pulling image \"r/flights@sha256:ab\": ErrImagePull: not found");
  }

  @Test
  void aBoxThatCrashesAgainAndAgain() {
    Pod pod = pod(crashed("Error", 1, null));

    assertThat(lines(pod))
        .containsExactly("pod flights-v2-x: CrashLoopBackOff: Error (exit code 1)");
    assertThat(Trouble.of(FINE, List.of(pod)).get(0).saying("no model here").line())
        .isEqualTo(
            "pod flights-v2-x: CrashLoopBackOff: Error (exit code 1), it said: no model here");
  }

  @Test
  void anInitContainerOfTheUsersOwnThatCrashes() {
    Pod pod =
        new PodBuilder(pod(waiting("PodInitializing", null)))
            .editStatus()
            .withInitContainerStatuses(crashed("Error", 3, null))
            .endStatus()
            .build();

    assertThat(lines(pod))
        .containsExactly("pod flights-v2-x: CrashLoopBackOff: Error (exit code 3)");
  }

  @Test
  void aBoxThatTakesTooMuchMemory() {
    assertThat(lines(pod(crashed("OOMKilled", 137, null))))
        .containsExactly(
            "pod flights-v2-x: CrashLoopBackOff: OOMKilled: it needs more memory than deploy.resources.memory gives");
  }

  @Test
  void aBoxThatDiesSlowlyIsNoticedBeforeKubernetesCallsItALoop() {
    assertThat(lines(pod(restarted("OOMKilled", 1))))
        .containsExactly(
            "pod flights-v2-x: crashed: OOMKilled: it needs more memory than deploy.resources.memory gives");
    assertThat(lines(pod(restarted("Error", 2))))
        .containsExactly("pod flights-v2-x: crashed: Error (exit code 1)");
  }

  @Test
  void oneRestartMayHaveBeenBadLuck() {
    assertThat(lines(pod(restarted("Error", 1)))).isEmpty();
  }

  @Test
  void aBoxThatCannotBeConfigured() {
    Pod pod = pod(waiting("CreateContainerConfigError", "secret \"s\"\n not found"));

    assertThat(lines(pod))
        .containsExactly("pod flights-v2-x: CreateContainerConfigError: secret \"s\" not found");
  }

  @Test
  void aBoxThatIsReadyIsInNoTroubleWhateverHappenedBefore() {
    Pod pod =
        new PodBuilder(pod(crashed("OOMKilled", 137, null)))
            .editStatus()
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .endCondition()
            .endStatus()
            .build();

    assertThat(lines(pod)).isEmpty();
  }

  @Test
  void aQuotaThatIsExceeded() {
    assertThat(Trouble.of(refusing(), List.of()).stream().map(Trouble::line))
        .containsExactly(
            "deployment flights-v2: FailedCreate: pods \"flights-v2-x\" is forbidden: exceeded quota: small");
  }

  @Test
  void aRefusalCountsWhenItLasts() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    Patience patience = new Patience(now::get, READY);
    List<Trouble> troubles = Trouble.of(refusing(), List.of());

    assertThat(patience.lasting("v2", troubles)).isEmpty();
    now.set(Instant.EPOCH.plusSeconds(4));
    assertThat(patience.lasting("v2", troubles)).isEmpty();
    now.set(Instant.EPOCH.plusSeconds(5));
    assertThat(patience.lasting("v2", troubles)).hasSize(1);
  }

  @Test
  void noRoomOnAnyNodeCountsWhenItLasts() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    Patience patience = new Patience(now::get, READY);
    List<Trouble> troubles = Trouble.of(FINE, List.of(unschedulable()));

    assertThat(patience.lasting("v2", troubles)).isEmpty();
    now.set(Instant.EPOCH.plusSeconds(299));
    assertThat(patience.lasting("v2", troubles)).as("a node is on its way").isEmpty();
    now.set(Instant.EPOCH.plusSeconds(300));
    assertThat(patience.lasting("v2", troubles).stream().map(Trouble::line))
        .containsExactly("pod flights-v2-x: Unschedulable: 0/1 nodes: insufficient memory");
  }

  @Test
  void whatPassedBeginsAnew() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    Patience patience = new Patience(now::get, READY);
    List<Trouble> troubles = Trouble.of(FINE, List.of(unschedulable()));

    patience.lasting("v2", troubles);
    now.set(Instant.EPOCH.plus(Duration.ofMinutes(4)));
    patience.lasting("v2", List.of());
    now.set(Instant.EPOCH.plus(Duration.ofMinutes(8)));

    assertThat(patience.lasting("v2", troubles)).isEmpty();
  }

  @Test
  void theSurestTroubleComesFirst() {
    Pod pulling = pod(waiting("ErrImagePull", "not found"));

    assertThat(
            Trouble.of(refusing(), List.of(unschedulable(), pulling)).stream().map(Trouble::reason))
        .containsExactly("ErrImagePull", "FailedCreate", "Unschedulable");
  }

  @Test
  void aPullMayFailForAMinuteUnderEitherName() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    Patience patience = new Patience(now::get, READY);
    List<Trouble> failed = Trouble.of(FINE, List.of(pod(waiting("ErrImagePull", "502"))));
    List<Trouble> backing = Trouble.of(FINE, List.of(pod(waiting("ImagePullBackOff", "502"))));

    assertThat(patience.lasting("v2", failed)).isEmpty();
    now.set(Instant.EPOCH.plusSeconds(40));
    assertThat(patience.lasting("v2", backing)).isEmpty();
    now.set(Instant.EPOCH.plusSeconds(60));
    assertThat(patience.lasting("v2", failed)).isEqualTo(failed);
  }

  @Test
  void anImageThatIsNotThereIsNotWaitedFor() {
    Patience patience = new Patience(() -> Instant.EPOCH, READY);
    Pod pod = pod(waiting("ErrImagePull", "manifest unknown"));

    assertThat(patience.lasting("v2", Trouble.of(FINE, List.of(pod)))).hasSize(1);
  }

  @Test
  void onePodsTroubleDoesNotOutvoteBoxesThatAreWell() {
    List<Trouble> pending = Trouble.of(FINE, List.of(unschedulable()));
    List<Trouble> crashing = Trouble.of(FINE, List.of(pod(crashed("Error", 1, null))));

    assertThat(Trouble.counting(pending, 0)).isEqualTo(pending);
    assertThat(Trouble.counting(pending, 1)).isEmpty();
    assertThat(Trouble.counting(crashing, 0)).isEqualTo(crashing);
    assertThat(Trouble.counting(crashing, 1)).as("half of them").isEqualTo(crashing);
    assertThat(Trouble.counting(crashing, 2)).isEmpty();
    assertThat(Trouble.counting(Trouble.of(refusing(), List.of()), 1)).isEmpty();
  }

  private static List<String> lines(Pod pod) {
    return Trouble.of(FINE, List.of(pod)).stream().map(Trouble::line).toList();
  }

  private static Pod pod(ContainerStatus status) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("flights-v2-x")
        .endMetadata()
        .withStatus(new PodStatusBuilder().withContainerStatuses(status).build())
        .build();
  }

  private static ContainerStatus waiting(
      String reason, @org.jspecify.annotations.Nullable String message) {
    return new ContainerStatusBuilder()
        .withNewState()
        .withNewWaiting(message, reason)
        .endState()
        .build();
  }

  private static ContainerStatus crashed(
      String reason, int exitCode, @org.jspecify.annotations.Nullable String message) {
    return new ContainerStatusBuilder(waiting("CrashLoopBackOff", "back-off 10s restarting"))
        .withNewLastState()
        .withNewTerminated()
        .withReason(reason)
        .withExitCode(exitCode)
        .withMessage(message)
        .endTerminated()
        .endLastState()
        .build();
  }

  /** It runs again, and is not ready. */
  private static ContainerStatus restarted(String reason, int times) {
    return new ContainerStatusBuilder()
        .withRestartCount(times)
        .withNewState()
        .withNewRunning()
        .endRunning()
        .endState()
        .withNewLastState()
        .withNewTerminated()
        .withReason(reason)
        .withExitCode(1)
        .endTerminated()
        .endLastState()
        .build();
  }

  private static Pod unschedulable() {
    return new PodBuilder()
        .withNewMetadata()
        .withName("flights-v2-x")
        .endMetadata()
        .withNewStatus()
        .addToConditions(
            new PodConditionBuilder()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage("0/1 nodes: insufficient memory")
                .build())
        .endStatus()
        .build();
  }

  private static Deployment refusing() {
    return new DeploymentBuilder(FINE)
        .withNewStatus()
        .addNewCondition()
        .withType("ReplicaFailure")
        .withStatus("True")
        .withReason("FailedCreate")
        .withMessage("pods \"flights-v2-x\" is forbidden: exceeded quota: small")
        .endCondition()
        .endStatus()
        .build();
  }
}
