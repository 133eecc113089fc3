package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.serving.json.BoxJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program: what it says when it cannot start, and how it starts and ends as a process. */
class BoxProcessTest {
  private static final Path FIXTURES = Path.of("../../src/examples/fixtures");

  private final Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  BoxProcessTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void saysWhichSettingsAreWrong() {
    assertThat(run(Map.of("MLBOX_BOX", folder.toString(), "MLBOX_PORT", "x"))).isEqualTo(4);
    assertThat(said)
        .hasToString(
            """
            mlbox box: MLBOX_VERSION is not set (environment); expected the version of the box in MLBOX_BOX
            mlbox box: MLBOX_PORT is x (environment); expected a whole number from 0 to 65535
            """);
  }

  @Test
  void saysThatThereIsNoBox() {
    assertThat(run(Map.of("MLBOX_BOX", folder.toString(), "MLBOX_VERSION", "v1"))).isEqualTo(4);
    String file = folder.resolve("box.json").toString();
    assertThat(said)
        .hasToString(
            "mlbox box: the box cannot be read: java.nio.file.NoSuchFileException: %s (%s);"
                    .formatted(file, file)
                + " expected a box.json\n");
  }

  @Test
  void saysThatTheManifestIsNone() throws IOException {
    Files.writeString(folder.resolve("box.json"), "{\"kind\":\"PMML\"}");
    assertThat(run(Map.of("MLBOX_BOX", folder.toString(), "MLBOX_VERSION", "v1"))).isEqualTo(4);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("mlbox box: it is no manifest of a box: ")
        .hasLineCount(1);
  }

  @Test
  void saysThatTheModelCannotBeLoaded() throws IOException {
    writeManifest("model.onnx");
    assertThat(run(Map.of("MLBOX_BOX", folder.toString(), "MLBOX_VERSION", "v1"))).isEqualTo(4);
    assertThat(said).hasToString("mlbox box: no model here\n");
  }

  @Test
  void saysThatAPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> variables =
          Map.of(
              "MLBOX_HOST", "127.0.0.1",
              "MLBOX_PORT", Integer.toString(taken.getLocalPort()),
              "MLBOX_METRICS_PORT", "0");
      assertThat(run(variables)).isEqualTo(5);
      assertThat(said.toString(StandardCharsets.UTF_8))
          .startsWith("mlbox box: port %d cannot be opened: ".formatted(taken.getLocalPort()))
          .endsWith(" (127.0.0.1)\n")
          .hasLineCount(1);
    }
  }

  @Test
  void saysThatAConfigMapNeedsACluster() {
    assertThat(run(Map.of("MLBOX_LEASE", "configmap:ml/flights"))).isEqualTo(4);
    assertThat(said)
        .hasToString(
            "mlbox box: the lease is in a ConfigMap, but this is no pod (MLBOX_LEASE); expected"
                + " KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT, as in every pod\n");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
  void servesAnOnnxModelAndEndsWellWhenToldTo() throws Exception {
    Files.copy(FIXTURES.resolve("tiny-binary.onnx"), folder.resolve("tiny-binary.onnx"));
    writeManifest("tiny-binary.onnx");
    Path ports = folder.resolve("ports.json");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Box.class.getName());
    builder.environment().put("MLBOX_BOX", folder.toString());
    builder.environment().put("MLBOX_VERSION", "v1");
    builder.environment().put("MLBOX_HOST", "127.0.0.1");
    builder.environment().put("MLBOX_PORT", "0");
    builder.environment().put("MLBOX_METRICS_PORT", "0");
    builder.environment().put("MLBOX_PORT_FILE", ports.toString());
    Process process = builder.inheritIO().start();
    try {
      Boxes.await(() -> Files.exists(ports) || !process.isAlive());
      JsonNode where = BoxJson.mapper().readTree(ports.toFile());
      assertThat(where.get("pid").asLong()).isEqualTo(process.pid());
      assertThat(where.get("metricsPort").asInt()).isPositive();
      Caller.Heard heard =
          new Caller()
              .post(
                  where.get("port").asInt(),
                  "/predict",
                  "{\"color\":\"red\",\"size\":\"M\",\"weight\":100.05,\"visits\":23}");
      assertThat(heard.status()).isEqualTo(200);
      assertThat(heard.json().at("/predictions/0/label").isIntegralNumber()).isTrue();
      assertThat(heard.json().at("/predictions/0/probabilities").size()).isEqualTo(2);
      process.destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void knowsTheJarsOfABox() throws IOException {
    try (var list = Box.class.getResourceAsStream("/META-INF/mlbox/box.classpath")) {
      String text = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
      List<String> jars = text.lines().toList();
      assertThat(jars).allMatch(name -> name.matches("[\\w.-]+\\.jar")).doesNotHaveDuplicates();
      assertThat(jars.get(0)).startsWith("mlbox-serving-");
      assertThat(jars).anyMatch(name -> name.startsWith("mlbox-core-"));
      assertThat(jars).anyMatch(name -> name.startsWith("vertx-core-"));
      assertThat(jars).anyMatch(name -> name.startsWith("onnxruntime-"));
      assertThat(jars).noneMatch(name -> name.startsWith("junit"));
    }
  }

  private void writeManifest(String model) throws IOException {
    BoxJson.mapper()
        .writeValue(
            folder.resolve("box.json").toFile(),
            new BoxManifest(
                "tiny", ModelKind.ONNX, model, null, List.of(), List.of(), "sha256:0", Map.of()));
  }

  private int run(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.putIfAbsent("MLBOX_METRICS_PORT", "0");
    return Box.run(
        all,
        (spec, workers) -> {
          throw MlboxException.invalid(Problem.of("no model here"));
        },
        new PrintStream(said, true, StandardCharsets.UTF_8));
  }
}
