package dev.mlbox.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlbox.core.config.ConfigReader;
import dev.mlbox.core.config.MlboxConfig;
import dev.mlbox.core.config.Setting;
import dev.mlbox.engine.Mlbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the schema says happens without a key is what happens without it. */
class DefaultsTest {
  private static final String PLACE = "mlbox.yaml";

  /** Another value than the default, for each key that has one. */
  private static final Map<String, Object> OTHERS =
      Map.ofEntries(
          Map.entry("train.limit", "7m"),
          Map.entry("evaluate.inconclusive", "warn"),
          Map.entry("evaluate.strict", "true"),
          Map.entry("evaluate.min_rows", "7"),
          Map.entry("evaluate.seed", "7"),
          Map.entry("evaluate.engine", "spark"),
          Map.entry("evaluate.spark.master", "yarn"),
          Map.entry("evaluate.spark.reduce", "true"),
          Map.entry("deploy.to", "local"),
          Map.entry("deploy.base", "other"),
          Map.entry("deploy.replicas", "7"),
          Map.entry("deploy.port", "7"),
          Map.entry("deploy.resources.cpu", "7"),
          Map.entry("deploy.resources.memory", "7Mi"),
          Map.entry("deploy.canary", List.of("7%")),
          Map.entry("deploy.shadow", "7%"),
          Map.entry("deploy.step.after", "7s"),
          Map.entry("deploy.step.requests", "7"),
          Map.entry("deploy.step.patience", "7m"),
          Map.entry("deploy.revert_if", List.of("slow > stable")),
          Map.entry("deploy.slow_from", "7ms"),
          Map.entry("deploy.false_revert", "7%"),
          Map.entry("deploy.unproven", "hold"),
          Map.entry("deploy.promote", "manual"),
          Map.entry("deploy.deadline", "7h"),
          Map.entry("deploy.overdue", "promote"),
          Map.entry("deploy.lease", "7s"),
          Map.entry("deploy.interval", "2s"),
          Map.entry("deploy.holdout", "7%"),
          Map.entry("deploy.probe", "7"),
          Map.entry("deploy.ready", "7m"),
          Map.entry("deploy.busy", "7%"),
          Map.entry("deploy.networkPolicy", "true"),
          Map.entry("deploy.token", "false"),
          Map.entry("deploy.pilot", "cluster"),
          Map.entry("deploy.storage.size", "7Gi"),
          Map.entry("deploy.storage.keep", "7d"),
          Map.entry("deploy.storage.rate", "7"),
          Map.entry("deploy.storage.access", "ReadWriteOnce"),
          Map.entry("deploy.traffic.by", "box"),
          Map.entry("deploy.traffic.path", "/flights"),
          Map.entry("report.rows", "7"),
          Map.entry("server.speaks", "v2"),
          Map.entry("server.port", "7"),
          Map.entry("server.ready", "7m"));

  private final Map<String, JsonNode> keys = new TreeMap<>();

  DefaultsTest() throws IOException {
    collect("", new ObjectMapper().readTree(Mlbox.schema()));
  }

  private void collect(String prefix, JsonNode object) {
    for (Map.Entry<String, JsonNode> each : object.get("properties").properties()) {
      String path = prefix + each.getKey();
      if (each.getValue().has("properties")) {
        collect(path + ".", each.getValue());
      } else {
        keys.put(path, each.getValue());
      }
    }
  }

  private Map<String, JsonNode> defaults() {
    Map<String, JsonNode> defaults = new TreeMap<>();
    keys.forEach(
        (key, node) -> {
          if (node.has("default")) {
            defaults.put(key, node.get("default"));
          }
        });
    return defaults;
  }

  private static Setting shortest() {
    return Setting.empty(PLACE)
        .with("model", new Setting("flights", PLACE))
        .with("train.run", new Setting("python train.py", PLACE))
        .with("train.output", new Setting("model.onnx", PLACE))
        .with("evaluate.data", new Setting("test.csv", PLACE))
        .with("evaluate.target", new Setting("late", PLACE));
  }

  /** On Kubernetes, as replicas are of no use on the local target. */
  private static Setting onKubernetes() {
    return shortest()
        .with("deploy.to", new Setting("kubernetes", PLACE))
        .with("evaluate.gates", new Setting(List.of(new Setting("accuracy >= 0.5", PLACE)), PLACE));
  }

  /** What is set for a key to count. */
  private static Setting baseOf(String key) {
    if (key.startsWith("deploy.storage.")) {
      return onKubernetes().with("deploy.storage.class", new Setting("fast", PLACE));
    }
    if (key.startsWith("evaluate.spark.")) {
      return onKubernetes().with("evaluate.engine", new Setting("spark", PLACE));
    }
    return key.startsWith("server.")
        ? onKubernetes().with("server.address", new Setting("http://127.0.0.1:5000", PLACE))
        : onKubernetes();
  }

  private static MlboxConfig read(Setting tree) {
    return ConfigReader.read(tree, Path.of("."));
  }

  private static Setting other(String key) {
    Object value = Objects.requireNonNull(OTHERS.get(key), key);
    return value instanceof List<?> list
        ? new Setting(list.stream().map(item -> new Setting("" + item, PLACE)).toList(), PLACE)
        : new Setting(value.toString(), PLACE);
  }

  private static Setting setting(JsonNode value) {
    if (!value.isArray()) {
      return new Setting(value.asText(), PLACE);
    }
    List<Setting> items = new ArrayList<>();
    value.forEach(item -> items.add(new Setting(item.asText(), PLACE)));
    return new Setting(items, PLACE);
  }

  @TestFactory
  Stream<DynamicTest> whatTheSchemaSaysIsTheDefaultIsIt() {
    return defaults().entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () -> {
                      Setting base =
                          each.getKey().equals("deploy.to") ? shortest() : baseOf(each.getKey());
                      assertThat(read(base.with(each.getKey(), setting(each.getValue()))))
                          .isEqualTo(read(base));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aKeyWithADefaultIsRead() {
    return defaults().keySet().stream()
        .map(
            key ->
                DynamicTest.dynamicTest(
                    key,
                    () ->
                        assertThat(read(baseOf(key).with(key, other(key))))
                            .isNotEqualTo(read(baseOf(key)))));
  }

  @Test
  void noKeyWithADefaultIsForgottenHere() {
    assertThat(OTHERS).containsOnlyKeys(defaults().keySet());
  }

  @Test
  void theOtherKeysHaveNoDefaultOrOneThatDependsOnOthers() {
    assertThat(keys.keySet().stream().filter(key -> !defaults().containsKey(key)))
        .containsExactly(
            "about.license",
            "about.limitations",
            "about.owner",
            "about.purpose",
            "baseline",
            "deploy.context",
            "deploy.cover_after",
            "deploy.image",
            "deploy.metrics_secret",
            "deploy.namespace",
            "deploy.pod",
            "deploy.resources.workers",
            "deploy.signature.key",
            "deploy.signature.server",
            "deploy.sticky",
            "deploy.storage.at",
            "deploy.storage.claim",
            "deploy.storage.class",
            "deploy.storage.redact",
            "deploy.storage.secret",
            "deploy.traffic.gateway",
            "deploy.traffic.hosts",
            "deploy.watch",
            "environments",
            "evaluate.data",
            "evaluate.gates",
            "evaluate.group",
            "evaluate.live",
            "evaluate.metrics",
            "evaluate.positive",
            "evaluate.query",
            "evaluate.reuse_budget",
            "evaluate.slices",
            "evaluate.spark.conf",
            "evaluate.spark.home",
            "evaluate.target",
            "evaluate.task",
            "evaluate.weight",
            "features",
            "load",
            "model",
            "notify",
            "predict",
            "python",
            "server.address",
            "server.health",
            "server.image",
            "server.inputs",
            "server.model",
            "server.predict",
            "server.run",
            "train.image",
            "train.inputs",
            "train.notebook",
            "train.on",
            "train.output",
            "train.pod",
            "train.run");
    MlboxConfig config = read(onKubernetes());
    assertThat(config.deploy().context()).isNull();
    assertThat(config.deploy().canary().coverAfter()).isNull();
    assertThat(config.deploy().image()).isNull();
    assertThat(config.deploy().namespace()).isNull();
    assertThat(config.deploy().canary().rules().watch()).hasMinutes(15);
    assertThat(read(shortest()).deploy().canary().rules().watch()).isZero();
    assertThat(config.evaluate().gates()).hasSize(1);
    assertThat(config.evaluate().metrics()).isEmpty();
    assertThat(config.evaluate().task()).isNull();
    assertThat(config.evaluate().weight()).isNull();
    assertThat(config.evaluate().query()).isNull();
    assertThat(config.deploy().pods().patch()).isEmpty();
    assertThat(config.evaluate().positive()).isNull();
    assertThat(config.evaluate().slices()).isEmpty();
    assertThat(config.model().features()).isEmpty();
    assertThat(config.model().predict()).isNull();
    assertThat(config.model().python()).isNull();
    assertThat(config.baseline().keep()).isEqualTo(50);
    assertThat(config.baseline().storage().checked()).isTrue();
  }
}
