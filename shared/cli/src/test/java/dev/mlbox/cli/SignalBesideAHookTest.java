package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.engine.json.Json;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A deploying process that is ended when its rollout is over, while it tells of that. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
class SignalBesideAHookTest {

  /** It said that a signal had ended the command before it was done, and the version served. */
  @Test
  void whatCameOfARolloutIsKeptBeforeHooksAreTold(@TempDir Path made) throws Exception {
    Shell shell = new Shell(made);
    shell.fixture("tiny-binary.onnx", "model.onnx");
    shell.fixture("tiny-table.csv", "test.csv");
    Path report = shell.folder.resolve("report.json");
    try (ServerSocket hook = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      shell.environment.put("TEAM_HOOK", "http://127.0.0.1:%d/".formatted(hook.getLocalPort()));
      shell.write(
          "mlbox.yaml",
          """
          model: tiny
          load: model.onnx
          evaluate: {data: test.csv, target: bought, gates: [roc_auc >= 0.5]}
          deploy: {to: local, port: %d, probe: 20}
          notify: [{hook: TEAM_HOOK}]
          """
              .formatted(freePort()));
      hook.setSoTimeout(100_000);
      try (Deploying deploying =
              Deploying.start(shell, "deploy", "mlbox.yaml", "--report-file", report.toString());
          Socket told = hook.accept()) {
        assertThat(told.isConnected()).as("and is not answered").isTrue();
        deploying.signal("TERM");
        deploying.end();
      }
      assertThat(Json.mapper().readTree(Files.readString(report)).path("outcome").asText())
          .isEqualTo("SUCCEEDED");
    } finally {
      shell.run("stop");
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
