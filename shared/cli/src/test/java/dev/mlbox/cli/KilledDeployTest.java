package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.engine.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real deploying process on the local target, ended in the middle of its canary in every way that
 * there is. One version serves throughout; each test leaves it so.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
class KilledDeployTest {
  private static final long LEASE_SECONDS = 2;

  private Shell shell;
  private int port;
  private String stable = "";

  @BeforeAll
  void aVersionServes(@TempDir Path folder) throws Exception {
    shell = new Shell(folder);
    shell.fixture("tiny-binary.onnx", "model.onnx");
    shell.fixture("tiny-binary-zipmap.onnx", "next.onnx");
    shell.fixture("tiny-table.csv", "test.csv");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    shell.write(
        "mlbox.yaml",
        """
        model: tiny
        load: model.onnx
        evaluate: {data: test.csv, target: bought, gates: [roc_auc >= 0.5]}
        deploy:
          to: local
          port: %d
          canary: [50%%]
          step: {after: 5m, requests: 1000000, patience: 10m}
          lease: %ds
          interval: 100ms
          probe: 20
        """
            .formatted(port, LEASE_SECONDS));
    assertThat(shell.run("deploy")).as(shell.err()).isZero();
    stable = state().path("record").path("stable").path("version").asText();
    Files.move(
        folder.resolve("next.onnx"),
        folder.resolve("model.onnx"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  @AfterAll
  void stop() {
    shell.run("stop");
  }

  private JsonNode state() throws IOException {
    assertThat(shell.run("status", "--output", "json")).as(shell.err()).isZero();
    return Json.mapper().readTree(shell.out());
  }

  /** What serves, whether something else is under way, and that only one version has processes. */
  private void onlyTheStableVersionIsLeft() throws IOException {
    JsonNode record = state().path("record");
    assertThat(record.path("stable").path("version").asText()).isEqualTo(stable);
    assertThat(record.path("canary").isMissingNode()).isTrue();
    assertThat(record.path("lease").path("weight").asDouble()).isZero();
    assertThat(shell.run("status")).isZero();
    assertThat(shell.out().lines().filter(line -> line.contains(", process ")))
        .hasSize(2)
        .allMatch(line -> line.endsWith(", ready"))
        .anyMatch(line -> line.strip().startsWith("front"))
        .anyMatch(line -> line.strip().startsWith(stable));
  }

  private Deploying deploy() throws IOException {
    return Deploying.start(shell, "deploy", "mlbox.yaml");
  }

  private long pidOf(String version) throws IOException {
    assertThat(shell.run("status")).isZero();
    List<String> lines =
        shell.out().lines().filter(line -> line.strip().startsWith(version + " ")).toList();
    String line = lines.get(lines.size() - 1);
    return Long.parseLong(line.replaceFirst(".*, process (\\d+),.*", "$1"));
  }

  @Test
  void aSignalTakesAllTrafficBackToTheStableVersion() throws Exception {
    try (Clients clients = new Clients(port);
        Deploying deploying = deploy()) {
      String canary = clients.awaitOther(stable);
      clients.awaitMore(canary, 20);

      deploying.signal("INT");
      int code = deploying.end();

      assertThat(deploying.said())
          .contains(
              "  INTERRUPTED %s was taken back, %s serves everything: a signal ended the command, nothing was shown against the version\n"
                  .formatted(canary, stable));
      assertThat(code).isEqualTo(130);
      int before = clients.answersOf(canary);
      clients.awaitMore(stable, 50);
      assertThat(clients.answersOf(canary)).isEqualTo(before);
      assertThat(clients.failures()).isEmpty();
    }
    onlyTheStableVersionIsLeft();
  }

  @Test
  void aKilledDeployLosesItsCanaryWithTheLeaseAndTheNextOneGoesOn() throws Exception {
    try (Clients clients = new Clients(port)) {
      String canary;
      try (Deploying deploying = deploy()) {
        canary = clients.awaitOther(stable);
        deploying.signal("KILL");
        assertThat(deploying.end()).isEqualTo(137);
      }
      awaitSilence(clients, canary);
      assertThat(state().path("record").path("canary").path("version").asText()).isEqualTo(canary);

      try (Deploying next = deploy()) {
        clients.awaitMore(canary, 20);
        assertThat(next.said()).contains("  canary    going on from ");
        next.signal("KILL");
        assertThat(next.end()).isEqualTo(137);
      }
      awaitSilence(clients, canary);

      assertThat(shell.run("revert", "--reason", "tried")).as(shell.err()).isZero();
      assertThat(clients.failures()).isEmpty();
    }
    onlyTheStableVersionIsLeft();
  }

  /** After the lease the canary answers nothing more, though clients go on. */
  private void awaitSilence(Clients clients, String canary) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LEASE_SECONDS);
    Clients.await("the lease runs out", () -> System.nanoTime() > end);
    // One that was given to the canary just before may be answered just after.
    clients.awaitMore(stable, 10);
    int before = clients.answersOf(canary);
    clients.awaitMore(stable, 100);
    assertThat(clients.answersOf(canary)).isEqualTo(before);
  }

  @Test
  void aKilledCanaryIsRevertedAndNobodyNotices() throws Exception {
    try (Clients clients = new Clients(port);
        Deploying deploying = deploy()) {
      String canary = clients.awaitOther(stable);
      clients.awaitMore(canary, 20);

      Deploying.kill("KILL", pidOf(canary));
      int code = deploying.end();

      assertThat(deploying.said())
          .contains(
              "  REVERTED  %s was reverted, %s serves everything: ".formatted(canary, stable));
      assertThat(code).isEqualTo(2);
      clients.awaitMore(stable, 50);
      assertThat(clients.failures()).isEmpty();
    }
    onlyTheStableVersionIsLeft();
  }

  @Test
  void aKilledStableBoxIsStartedAgainAndTheRolloutGoesOn() throws Exception {
    try (Clients clients = new Clients(port);
        Deploying deploying = deploy()) {
      String canary = clients.awaitOther(stable);
      long before = pidOf(stable);

      Deploying.kill("KILL", before);
      clients.awaitMore(stable, 20);
      clients.awaitMore(canary, 20);

      assertThat(pidOf(stable)).isNotEqualTo(before);
      assertThat(deploying.isAlive()).isTrue();
      assertThat(clients.failures()).isEmpty();
      deploying.signal("TERM");
      assertThat(deploying.end()).isEqualTo(130);
    }
    onlyTheStableVersionIsLeft();
  }

  /** It ended without a word, and left a program that waits for its result with nothing. */
  @Test
  void aSignalBeforeTheRolloutSaysThatNothingWasRolledOut() throws Exception {
    shell.write(
        "slow.yaml",
        """
        model: slow
        train: {run: sh train.sh, output: slow.onnx}
        evaluate: {data: test.csv, target: bought}
        """);
    shell.write("train.sh", "touch begun\nexec sleep 100\n");
    Path report = shell.folder.resolve("report.json");
    try (Deploying checking =
        Deploying.start(shell, "check", "slow.yaml", "--report-file", report.toString())) {
      Clients.await("the training", () -> Files.exists(shell.folder.resolve("begun")));

      checking.signal("INT");

      assertThat(checking.end()).isEqualTo(130);
      assertThat(checking.said())
          .contains(
              "  INTERRUPTED before anything was rolled out; what is finished, such as a trained model, is kept for the next run\n");
    }
    assertThat(Json.mapper().readTree(Files.readString(report)).path("outcome").asText())
        .isEqualTo("INTERRUPTED");
  }

  /** The table of outcomes said SUPERSEDED, and no such line was printed. */
  @Test
  void whoeverIsOvertakenSaysSoInItsLastLine() throws Exception {
    try (Clients clients = new Clients(port);
        Deploying deploying = deploy()) {
      clients.awaitOther(stable);

      assertThat(shell.run("revert", "--reason", "tried")).as(shell.err()).isZero();

      assertThat(deploying.end()).isEqualTo(6);
      assertThat(deploying.said().lines().reduce((first, second) -> second))
          .hasValueSatisfying(
              last ->
                  assertThat(last)
                      .startsWith("  SUPERSEDED ")
                      .endsWith("; `mlbox follow` tells how it ends"));
    }
    onlyTheStableVersionIsLeft();
  }
}
