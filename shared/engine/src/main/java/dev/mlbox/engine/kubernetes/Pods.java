package dev.mlbox.engine.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pods of a version. Five hundred of them are megabytes, so they are listed again only when
 * there may be another answer.
 */
final class Pods {
  /** For whom to ask, a list is good for as long as this. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final Cluster cluster;
  private final Names names;
  private final Map<String, Listed> known = new ConcurrentHashMap<>();

  /**
   * A list as it was read.
   *
   * @param unchanged the Deployment that was there before
   * @param at when the list was last known to be true, by {@link System#nanoTime()}
   */
  private record Listed(String unchanged, List<Pod> pods, long at) {}

  Pods(Cluster cluster, Names names) {
    this.cluster = cluster;
    this.names = names;
  }

  /** Those that are there to stay, by name. */
  List<Pod> of(String version) {
    return listed(version, "").pods();
  }

  /**
   * The same, which is the list of before where all were ready and nobody has touched the
   * Deployment: no pod becomes ready, or ceases to be, that its Deployment's status does not tell
   * of. Pods that are not ready may be in ever new troubles of which it tells nothing.
   *
   * @param deployment the version's, as it is now
   */
  List<Pod> of(String version, Deployment deployment) {
    String revision =
        deployment.getMetadata().getUid() + "/" + deployment.getMetadata().getResourceVersion();
    Listed last = known.get(version);
    if (last != null && last.unchanged().equals(revision) && isWhole(deployment, last.pods())) {
      known.put(version, new Listed(revision, last.pods(), System.nanoTime()));
      return last.pods();
    }
    return listed(version, revision).pods();
  }

  private static boolean isWhole(Deployment deployment, List<Pod> pods) {
    Integer wanted = deployment.getSpec().getReplicas();
    Integer ready =
        deployment.getStatus() == null ? null : deployment.getStatus().getReadyReplicas();
    return wanted != null
        && wanted.equals(ready)
        && pods.size() == wanted
        && pods.stream().allMatch(Pods::isReady);
  }

  private Listed listed(String version, String unchanged) {
    Listed listed = new Listed(unchanged, list(version), System.nanoTime());
    known.put(version, listed);
    return listed;
  }

  private List<Pod> list(String version) {
    return cluster
        .ask(
            () ->
                cluster
                    .client()
                    .pods()
                    .inNamespace(cluster.namespace())
                    .withLabels(names.selector(version))
                    .list())
        .getItems()
        .stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        // Who has set which field is a third of a pod, and of no use to anybody here.
        .peek(pod -> pod.getMetadata().setManagedFields(List.of()))
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
        .toList();
  }

  /** Those that are ready, as they were not long ago. */
  List<Pod> ready(String version) {
    return recent(version).stream().filter(Pods::isReady).toList();
  }

  /** The same, and where there are none those that are not heard of. */
  List<Pod> answering(String version) {
    List<Pod> all = recent(version);
    List<Pod> ready = all.stream().filter(Pods::isReady).toList();
    return ready.isEmpty() ? UnheardBoxes.of(all) : ready;
  }

  private List<Pod> recent(String version) {
    Listed last = known.get(version);
    boolean fresh = last != null && System.nanoTime() - last.at() < FRESH.toNanos();
    return fresh && last != null ? last.pods() : of(version);
  }

  /** Those of every version that can be asked. */
  List<Pod> readyOfAll() {
    return cluster
        .ask(
            () ->
                cluster
                    .client()
                    .pods()
                    .inNamespace(cluster.namespace())
                    .withLabel(Names.MODEL_LABEL, names.model())
                    .withLabel(Names.VERSION_LABEL)
                    .list())
        .getItems()
        .stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(Pods::isReady)
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
        .toList();
  }

  static boolean isReady(Pod pod) {
    return Readiness.isPodReady(pod);
  }
}
