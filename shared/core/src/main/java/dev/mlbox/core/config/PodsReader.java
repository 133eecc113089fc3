package dev.mlbox.core.config;

import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Busy;
import dev.mlbox.core.rollout.Replicas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings → what boxes in a cluster are like. */
final class PodsReader {
  private static final String PATCH = "deploy.pod";
  private static final String RESOURCES = "deploy.resources";

  private PodsReader() {}

  static PodsConfig read(Reading reading, boolean local) {
    Replicas one = Replicas.fixed(1);
    return new PodsConfig(
        local ? one : reading.read("deploy.replicas", Replicas::parse, Replicas.fixed(2)),
        reading.read("deploy.busy", Busy::parse, Busy.USUAL),
        new PodsConfig.Resources(
            reading.text(RESOURCES + ".cpu", "250m"),
            reading.text(RESOURCES + ".memory", "768Mi"),
            devices(reading),
            reading.whole(RESOURCES + ".workers", 0)),
        patch(reading),
        new PodsConfig.Guard(
            reading.flag("deploy.networkPolicy", false),
            reading.flag("deploy.token", true),
            reading.at("deploy.metrics_secret").map(Setting::text).orElse(null)));
  }

  /** Whatever is named as Kubernetes names devices: with the domain of who makes them. */
  private static Map<String, String> devices(Reading reading) {
    Map<String, String> devices = new LinkedHashMap<>();
    reading
        .at(RESOURCES)
        .map(Setting::entries)
        .orElse(Map.of())
        .forEach(
            (name, setting) -> {
              if (name.contains("/")) {
                devices.put(name, setting.text());
              }
            });
    return devices;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> patch(Reading reading) {
    Optional<Setting> setting = reading.at(PATCH);
    for (String key : List.of("spec", "template")) {
      if (reading.at(PATCH + "." + key).isPresent()) {
        reading.problem(
            Problem.of("deploy.pod.%s is no field of a pod's spec".formatted(key))
                .at(reading.place(PATCH + "." + key))
                .expected("the fields themselves, such as deploy.pod: {nodeSelector: {…}}"));
      }
    }
    return setting.isEmpty() || setting.get().entries().isEmpty()
        ? Map.of()
        : (Map<String, Object>) setting.get().plain();
  }
}
