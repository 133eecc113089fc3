package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Looking at rollouts that somebody else drives, on the local target. */
@Timeout(120)
class FollowTest {
  @TempDir private Path folder;
  private Shell shell;

  @BeforeEach
  void project() throws IOException {
    shell = new Shell(folder);
    shell.fixture("tiny-binary.onnx", "model.onnx");
    shell.fixture("tiny-table.csv", "test.csv");
    shell.write(
        "mlbox.yaml",
        """
        model: tiny
        load: model.onnx
        evaluate: {data: test.csv, target: bought, gates: [roc_auc >= 0.6]}
        deploy: {to: local, port: %d, interval: 100ms, probe: 20}
        """
            .formatted(freePort()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @AfterEach
  void stop() {
    shell.run("stop");
  }

  @Test
  void beforeTheFirstRolloutThereIsNothingToFollow() {
    assertThat(shell.run("follow", "--once")).isEqualTo(4);
    assertThat(shell.err())
        .isEqualTo(
            """
            mlbox: nothing was rolled out yet
              remedy:   `mlbox history` names those that were
            """);
  }

  @Test
  void whatAnEarlierLookSawIsNotIgnoredWhereNobodyLooksOnce() {
    assertThat(shell.run("follow", "--seen", "a@PT0S@2026-11-28T18:00:00Z")).isEqualTo(4);
    assertThat(shell.err())
        .isEqualTo(
            """
            mlbox: what an earlier look saw is for another look, not for following to the end
              where:    --seen
              expected: --once beside it
            """);
  }

  @Test
  void aRolloutCannotBeLeftToAPilotThatThereIsNot() {
    assertThat(shell.run("deploy", "--detach")).isEqualTo(4);
    assertThat(shell.err())
        .startsWith("mlbox: there is no pilot to leave the rollout to: deploy.pilot is build\n");
    assertThat(folder.resolve(".mlbox/boxes")).doesNotExist();
  }

  @Test
  void aRolloutThatIsOverIsToldAsItEnded() throws IOException {
    assertThat(shell.run("deploy")).isZero();
    Path report = folder.resolve("report.json");

    assertThat(shell.run("follow", "--once", "--report-file", report.toString())).isZero();

    assertThat(shell.out()).contains("SUCCEEDED").contains(" serves on http://127.0.0.1:");
    assertThat(Files.readString(report)).contains("\"outcome\" : \"SUCCEEDED\"");
    assertThat(shell.run("revert", "--rollout", "0000")).isEqualTo(4);
    assertThat(shell.err()).startsWith("mlbox: no rollout of 0000 is under way\n");
    assertThat(shell.run("revert", "--rollout")).isEqualTo(4);
    assertThat(shell.err())
        .startsWith("mlbox: --rollout needs the version whose rollout is to end\n");
  }
}
