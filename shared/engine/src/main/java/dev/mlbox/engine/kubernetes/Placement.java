package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.PodsConfig;
import dev.mlbox.core.config.StorageConfig;
import dev.mlbox.core.config.TrafficConfig;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Busy;
import dev.mlbox.core.rollout.Replicas;
import dev.mlbox.core.rollout.Splitting;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where and how large: what turns a release into objects.
 *
 * @param names of the model's objects
 * @param namespace they are in
 * @param scale how many boxes there are of a version
 * @param size of a box
 * @param patch laid over the boxes' pods
 * @param guard whom boxes let ask what
 * @param storage what boxes keep; null for nothing
 * @param traffic who gives a canary its share
 */
record Placement(
    Names names,
    String namespace,
    Scale scale,
    Size size,
    PodPatch patch,
    PodsConfig.Guard guard,
    @Nullable StorageConfig storage,
    TrafficConfig traffic) {

  /** A box that has died while it served starts again, however soon a canary is to be ready. */
  private static final int SHORTEST_START = 180;

  /** Where boxes keep samples; empty when they keep none. */
  Optional<KeepVolume> volume() {
    return Optional.ofNullable(storage).map(each -> new KeepVolume(this, each));
  }

  /** Whether a NetworkPolicy limits whom boxes speak to. */
  boolean guarded() {
    return guard.networkPolicy();
  }

  /** The Secret that boxes know each other by. */
  TokenSecret token() {
    return new TokenSecret(this);
  }

  /** The same, split in another way. */
  Placement splitting(TrafficConfig other) {
    return new Placement(names, namespace, scale, size, patch, guard, storage, other);
  }

  /** Who splits; the boxes while nothing else is known. */
  Splitting splitting() {
    return traffic.known().orElse(Splitting.BOX);
  }

  /**
   * How many boxes there are of a version.
   *
   * @param replicas of the one that serves
   * @param busy how busy an autoscaler keeps boxes
   */
  record Scale(Replicas replicas, Busy busy) {}

  /**
   * Of a box.
   *
   * @param cpu requested
   * @param memory requested, and the limit
   * @param devices requested, and the limit, by Kubernetes' names of them
   * @param workers processes of a Python model; 0 for as many as there are cores
   * @param startSeconds that it may take to start before it is killed and started again
   */
  record Size(
      Quantity cpu, Quantity memory, Map<String, Quantity> devices, int workers, int startSeconds) {
    ResourceRequirements resources() {
      return new ResourceRequirementsBuilder()
          .addToRequests("cpu", cpu)
          .addToRequests("memory", memory)
          .addToRequests(devices)
          .addToLimits("memory", memory)
          .addToLimits(devices)
          .build();
    }
  }

  static Placement of(String model, DeployConfig deploy, String namespace) {
    PodsConfig pods = deploy.pods();
    String place = deploy.place();
    Map<String, Quantity> devices = new TreeMap<>();
    pods.resources()
        .devices()
        .forEach((name, text) -> devices.put(name, quantity(name, text, place)));
    return new Placement(
        new Names(model),
        namespace,
        new Scale(pods.replicas(), pods.busy()),
        new Size(
            quantity("cpu", pods.resources().cpu(), place),
            quantity("memory", pods.resources().memory(), place),
            devices,
            pods.resources().workers(),
            Math.max(SHORTEST_START, Math.toIntExact(deploy.canary().rules().ready().toSeconds()))),
        new PodPatch(pods.patch(), place),
        pods.guard(),
        deploy.storage(),
        deploy.traffic());
  }

  private static Quantity quantity(String what, String text, String place) {
    try {
      Quantity quantity = Quantity.parse(text);
      if (quantity.getNumericalAmount().signum() > 0) {
        return quantity;
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Said below.
    }
    throw MlboxException.invalid(
        Problem.of("%s %s is no amount".formatted(what, text))
            .at(place)
            .expected("Kubernetes' notation, such as 500m for cpu or 1Gi for memory"));
  }
}
