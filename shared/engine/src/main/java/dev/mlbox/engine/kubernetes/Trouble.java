package dev.mlbox.engine.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a box from becoming ready, in Kubernetes' own words.
 *
 * @param about whose: a pod's or the Deployment's name
 * @param reason such as {@code CrashLoopBackOff}
 * @param words what Kubernetes says about it; may be empty
 * @param kind how sure it is that waiting will not help
 */
record Trouble(String about, String reason, String words, Kind kind) {

  /** How sure it is that waiting will not help. */
  enum Kind {
    /** The kubelet has given up, or keeps trying in vain. */
    LASTING,
    /** The program ended by itself, again and again: it may have said why. */
    CRASHING,
    /** The image did not come, for a reason that may pass: the registry had a bad minute. */
    PULLING,
    /** No pod could be made; passes when it was a race with what was just made. */
    REFUSED,
    /** No node has room; passes when one gets some. */
    WAITING;

    /** Whether it is of the cluster's making, whatever the version. */
    boolean isOutside() {
      return this == PULLING || this == REFUSED || this == WAITING;
    }
  }

  private static final Set<String> LASTING =
      Set.of(
          "ErrImageNeverPull",
          "InvalidImageName",
          "ImageInspectError",
          "CreateContainerConfigError",
          "CreateContainerError",
          "RunContainerError");

  private static final Set<String> PULLS = Set.of("ImagePullBackOff", "ErrImagePull");

  /** A registry's own word that trying again is of no use. */
  private static final Pattern NO_SUCH_IMAGE =
      Pattern.compile("not found|manifest unknown|does not exist", Pattern.CASE_INSENSITIVE);

  private static final String CRASH_LOOP = "CrashLoopBackOff";
  private static final String OUT_OF_MEMORY = "OOMKilled";

  /** A box that starts slowly and dies may never be seen in a crash loop, but is counted. */
  private static final int RESTARTS = 2;

  /** After this long a box that runs has got over what it died of. */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  /** Everything that is wrong, the surest first. */
  static List<Trouble> of(Deployment deployment, List<Pod> pods) {
    return Stream.concat(pods.stream().flatMap(Trouble::ofPod), refused(deployment))
        .sorted(java.util.Comparator.comparing(Trouble::kind))
        .toList();
  }

  /** One line. */
  String line() {
    String text = "%s: %s".formatted(about, reason);
    return words.isEmpty() ? text : text + ": " + words;
  }

  Trouble saying(String lastLine) {
    String heard = "it said: " + lastLine;
    return new Trouble(about, reason, words.isEmpty() ? heard : words + ", " + heard, kind);
  }

  private static Stream<Trouble> ofPod(Pod pod) {
    String about = "pod " + pod.getMetadata().getName();
    if (pod.getStatus() == null || Pods.isReady(pod)) {
      return Stream.empty();
    }
    Optional<Trouble> container =
        Stream.concat(
                pod.getStatus().getInitContainerStatuses().stream(),
                pod.getStatus().getContainerStatuses().stream())
            .map(status -> ofContainer(about, status, unreadySince(pod)))
            .flatMap(Optional::stream)
            .findFirst();
    return container.isPresent() ? container.stream() : unscheduled(about, pod);
  }

  /** As its node says, whose clock ends of containers are told by too. */
  private static Optional<Instant> unreadySince(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> isTrue(condition, "Ready", "False"))
        .map(PodCondition::getLastTransitionTime)
        .flatMap(time -> instant(time).stream())
        .findFirst();
  }

  private static Optional<Instant> instant(@Nullable String time) {
    try {
      return time == null ? Optional.empty() : Optional.of(Instant.parse(time));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Trouble> ofContainer(
      String about, ContainerStatus status, Optional<Instant> unreadySince) {
    ContainerStateWaiting waiting =
        status.getState() == null ? null : status.getState().getWaiting();
    boolean loops = waiting != null && CRASH_LOOP.equals(waiting.getReason());
    if (loops || (isCrashing(status) && !isOver(status, unreadySince))) {
      return Optional.of(
          new Trouble(
              about, loops ? CRASH_LOOP : "crashed", ending(status.getLastState()), Kind.CRASHING));
    }
    if (waiting == null || waiting.getReason() == null) {
      return Optional.empty();
    }
    String words = oneLine(waiting.getMessage());
    return kind(waiting.getReason(), words)
        .map(kind -> new Trouble(about, waiting.getReason(), words, kind));
  }

  private static Optional<Kind> kind(String reason, String words) {
    if (PULLS.contains(reason)) {
      return Optional.of(NO_SUCH_IMAGE.matcher(words).find() ? Kind.LASTING : Kind.PULLING);
    }
    return LASTING.contains(reason) ? Optional.of(Kind.LASTING) : Optional.empty();
  }

  /**
   * Those that speak against the version, when so many boxes are ready: what the cluster did not
   * give it counts only while no box answers, and boxes that fail by themselves only when they are
   * not outnumbered. Boxes that are missing for long are noticed as missing.
   *
   * @param lasting the surest first
   */
  static List<Trouble> counting(List<Trouble> lasting, int ready) {
    long failing = lasting.stream().filter(trouble -> !trouble.kind().isOutside()).count();
    return lasting.stream()
        .filter(trouble -> trouble.kind().isOutside() ? ready == 0 : failing >= ready)
        .toList();
  }

  private static boolean isCrashing(ContainerStatus status) {
    ContainerStateTerminated ended =
        status.getLastState() == null ? null : status.getLastState().getTerminated();
    int restarts = status.getRestartCount() == null ? 0 : status.getRestartCount();
    return ended != null && (OUT_OF_MEMORY.equals(ended.getReason()) || restarts >= RESTARTS);
  }

  /** It runs, and was ready for long after it died: that it is not ready now is something else. */
  private static boolean isOver(ContainerStatus status, Optional<Instant> unreadySince) {
    boolean runs = status.getState() != null && status.getState().getRunning() != null;
    ContainerStateTerminated ended = status.getLastState().getTerminated();
    return runs
        && unreadySince.isPresent()
        && instant(ended.getFinishedAt())
            .filter(at -> at.plus(REMEMBERED).isBefore(unreadySince.get()))
            .isPresent();
  }

  private static String ending(@Nullable ContainerState last) {
    ContainerStateTerminated ended = last == null ? null : last.getTerminated();
    if (ended == null) {
      return "";
    }
    String reason = ended.getReason() == null ? "ended" : ended.getReason();
    String text =
        OUT_OF_MEMORY.equals(reason)
            ? "OOMKilled: it needs more memory than deploy.resources.memory gives"
            : "%s (exit code %d)".formatted(reason, ended.getExitCode());
    String message = oneLine(ended.getMessage());
    return message.isEmpty() ? text : text + ", " + message;
  }

  private static Stream<Trouble> unscheduled(String about, Pod pod) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> isTrue(condition, "PodScheduled", "False"))
        .filter(condition -> "Unschedulable".equals(condition.getReason()))
        .map(
            condition ->
                new Trouble(about, "Unschedulable", oneLine(condition.getMessage()), Kind.WAITING));
  }

  private static boolean isTrue(PodCondition condition, String type, String status) {
    return type.equals(condition.getType()) && status.equals(condition.getStatus());
  }

  private static Stream<Trouble> refused(Deployment deployment) {
    if (deployment.getStatus() == null) {
      return Stream.empty();
    }
    String about = "deployment " + deployment.getMetadata().getName();
    return deployment.getStatus().getConditions().stream()
        .filter(condition -> "ReplicaFailure".equals(condition.getType()))
        .filter(condition -> "True".equals(condition.getStatus()))
        .map(condition -> refused(about, condition));
  }

  private static Trouble refused(String about, DeploymentCondition condition) {
    String reason = condition.getReason() == null ? "ReplicaFailure" : condition.getReason();
    return new Trouble(about, reason, oneLine(condition.getMessage()), Kind.REFUSED);
  }

  private static String oneLine(@Nullable String text) {
    return text == null ? "" : text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
