package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.PodsConfig;
import dev.mlbox.core.config.PodsConfig.Resources;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.config.TrafficConfig;
import dev.mlbox.core.rollout.Busy;
import dev.mlbox.core.rollout.Replicas;
import dev.mlbox.core.rollout.Rules;
import dev.mlbox.core.rollout.Unproven;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configurations of a deploy to Kubernetes. */
final class Deploys {
  static final Resources SMALL = new Resources("100m", "384Mi", Map.of());

  private Deploys() {}

  static DeployConfig to(@Nullable String context, @Nullable String namespace) {
    return of(context, namespace, 1, SMALL);
  }

  static DeployConfig of(
      @Nullable String context, @Nullable String namespace, int replicas, Resources resources) {
    return of(
        context,
        namespace,
        new PodsConfig(Replicas.fixed(replicas), Busy.USUAL, resources, Map.of()));
  }

  static DeployConfig of(@Nullable String context, @Nullable String namespace, PodsConfig pods) {
    return of(context, namespace, pods, DeployConfig.Pilot.BUILD);
  }

  static DeployConfig of(
      @Nullable String context,
      @Nullable String namespace,
      PodsConfig pods,
      DeployConfig.Pilot pilot) {
    Rules rules =
        new Rules(
            List.of(new Weight(0.5)),
            Duration.ofSeconds(1),
            50,
            Duration.ofSeconds(10),
            Unproven.PROMOTE,
            Duration.ZERO,
            Duration.ofSeconds(60));
    return new DeployConfig(
        DeployConfig.Target.KUBERNETES,
        new Stated("registry.example.com/team/flights", "mlbox.yaml:9"),
        "registry.example.com/jre:17",
        context == null ? null : new Stated(context, "mlbox.yaml:10"),
        namespace,
        pods,
        8080,
        pilot,
        TrafficConfig.AUTO,
        new CanaryConfig(
            rules,
            List.of(),
            Duration.ofMillis(5),
            0.01,
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            null,
            500),
        null,
        "mlbox.yaml:8");
  }
}
