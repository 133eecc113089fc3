package dev.mlbox.serving.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxSettingsTest {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  @Test
  void hasDefaults() {
    assertThat(BoxSettings.from(Map.of()))
        .isEqualTo(
            new BoxSettings(
                new Resident(null, "front", null, CORES, CORES, null),
                new Listen("0.0.0.0", 8080, 9090, null, Tokens.NONE),
                new LeaseAt.Nowhere(),
                new Limits(
                    10_485_760,
                    Duration.ofSeconds(30),
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ofSeconds(20)),
                null));
  }

  @Test
  void readsEveryVariable() {
    assertThat(
            BoxSettings.from(
                Map.ofEntries(
                    Map.entry("MLBOX_BOX", "/box"),
                    Map.entry("MLBOX_VERSION", "9f31c0de11"),
                    Map.entry("MLBOX_HOST", "127.0.0.1"),
                    Map.entry("MLBOX_PORT", "0"),
                    Map.entry("MLBOX_METRICS_PORT", "0"),
                    Map.entry("MLBOX_PORT_FILE", "ports.json"),
                    Map.entry("MLBOX_LEASE", "file:lease.json"),
                    Map.entry("MLBOX_TOKENS", "own other"),
                    Map.entry("MLBOX_METRICS_TOKEN", "prometheus"),
                    Map.entry("MLBOX_REQUEST_LIMIT", "1000"),
                    Map.entry("MLBOX_TIME_LIMIT", "1500ms"),
                    Map.entry("MLBOX_DRAIN_DELAY", "1s"),
                    Map.entry("MLBOX_DRAIN_DELAY_MOST", "10s"),
                    Map.entry("MLBOX_DRAIN", "2m"),
                    Map.entry("MLBOX_PYTHON", "python3.11"),
                    Map.entry("MLBOX_SERVER", "http://127.0.0.1:8000"),
                    Map.entry("MLBOX_THREADS", "3"),
                    Map.entry("MLBOX_WORKERS", "2"),
                    Map.entry("MLBOX_SAMPLES", "/samples"),
                    Map.entry("MLBOX_SAMPLES_RATE", "7"),
                    Map.entry("MLBOX_SAMPLES_SIZE", "2000000"),
                    Map.entry("MLBOX_SAMPLES_AGE", "48h"),
                    Map.entry("MLBOX_SAMPLES_REDACT", "name\nhome town"),
                    Map.entry("MLBOX_SAMPLES_KEY", "secret"))))
        .isEqualTo(
            new BoxSettings(
                new Resident(
                    Path.of("/box"), "9f31c0de11", "python3.11", 3, 2, "http://127.0.0.1:8000"),
                new Listen(
                    "127.0.0.1",
                    0,
                    0,
                    Path.of("ports.json"),
                    new Tokens(List.of("own", "other"), List.of(), "prometheus")),
                new LeaseAt.InFile(Path.of("lease.json")),
                new Limits(
                    1000,
                    Duration.ofMillis(1500),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(2)),
                new Keeping(
                    Path.of("/samples"),
                    7,
                    2_000_000,
                    Duration.ofDays(2),
                    Set.of("name", "home town"),
                    null,
                    "secret")));
  }

  @Test
  void readsTokensFromAFileAndSaysNone(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "own\n");
    BoxSettings settings = BoxSettings.from(Map.of("MLBOX_TOKENS_FILE", file.toString()));
    assertThat(settings.listen().tokens()).isEqualTo(new Tokens(List.of("own"), List.of(), null));
    assertThat(settings.toString()).doesNotContain("own").contains("Tokens[1]");
    assertThatThrownBy(
            () -> BoxSettings.from(Map.of("MLBOX_TOKENS_FILE", folder.resolve("none").toString())))
        .hasMessageContaining("MLBOX_TOKENS_FILE cannot be read");
  }

  @Test
  void waitsForEndpointsInACluster() {
    BoxSettings settings =
        BoxSettings.from(
            Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "MLBOX_LEASE", "configmap:ml/flights"));
    assertThat(settings.limits().drainDelay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.limits().drainDelayMost()).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.lease()).isEqualTo(new LeaseAt.InConfigMap("ml", "flights"));
  }

  @Test
  void anEmptyVariableIsNone() {
    assertThat(BoxSettings.from(Map.of("MLBOX_PORT", "", "MLBOX_LEASE", " ")))
        .isEqualTo(BoxSettings.from(Map.of()));
  }

  @Test
  void namesEveryProblemAtOnce() {
    assertThatThrownBy(
            () ->
                BoxSettings.from(
                    Map.of(
                        "MLBOX_BOX", "/box",
                        "MLBOX_PORT", "tcp://10.0.0.1:80",
                        "MLBOX_METRICS_PORT", "65536",
                        "MLBOX_LEASE", "http://x",
                        "MLBOX_REQUEST_LIMIT", "10MiB",
                        "MLBOX_TIME_LIMIT", "0s",
                        "MLBOX_DRAIN", "20",
                        "MLBOX_THREADS", "0")))
        .hasMessage(
            """
            MLBOX_VERSION is not set (environment); expected the version of the box in MLBOX_BOX
            MLBOX_THREADS is 0 (environment); expected a whole number from 1 to 1024
            MLBOX_PORT is tcp://10.0.0.1:80 (environment); expected a whole number from 0 to 65535
            MLBOX_METRICS_PORT is 65536 (environment); expected a whole number from 0 to 65535
            MLBOX_LEASE is http://x (environment); expected file:PATH or configmap:NAMESPACE/NAME
            MLBOX_REQUEST_LIMIT is 10MiB (environment); expected a whole number from 1 to 2147483647
            MLBOX_TIME_LIMIT is 0s (environment); expected a duration such as 500ms, 20s or 2m
            MLBOX_DRAIN is 20 (environment); expected a duration such as 500ms, 20s or 2m\
            """);
  }

  @Test
  void refusesOnePortForTwo() {
    assertThatThrownBy(
            () -> BoxSettings.from(Map.of("MLBOX_PORT", "80", "MLBOX_METRICS_PORT", "80")))
        .hasMessage("MLBOX_METRICS_PORT is 80, as MLBOX_PORT (environment); expected another port");
  }
}
