package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.engine.json.Json;
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

/** One model in two places, one after the other. */
@Timeout(300)
class EnvironmentsTest {
  private Shell shell;

  @BeforeEach
  void aProject(@TempDir Path folder) throws IOException {
    shell = new Shell(folder);
    shell.fixture("tiny-binary.onnx", "model.onnx");
    shell.fixture("tiny-table.csv", "test.csv");
    shell.write(
        "mlbox.yaml",
        """
        model: tiny
        load: model.onnx
        evaluate: {data: test.csv, target: bought, gates: [roc_auc >= 0.5]}
        deploy: {to: local, interval: 100ms, probe: 20}
        environments:
          staging:
            deploy: {port: %d}
          prod:
            deploy: {port: %d, promote: manual}
        """
            .formatted(free(), free()));
  }

  private static int free() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @AfterEach
  void stop() {
    shell.run("stop", "--env", "staging");
    shell.run("stop", "--env", "prod");
  }

  private JsonNode stable(String environment) throws IOException {
    assertThat(shell.run("status", "--env", environment, "--output", "json"))
        .as(shell.err())
        .isZero();
    return Json.mapper().readTree(shell.out()).path("record").path("stable");
  }

  @Test
  void prodTakesTheVeryBoxThatStagingPromoted() throws IOException {
    assertThat(shell.run("deploy", "--env", "staging")).as(shell.err()).isZero();
    // Nothing of it is needed any more.
    Files.delete(shell.folder.resolve("model.onnx"));
    Files.delete(shell.folder.resolve("test.csv"));
    assertThat(shell.run("deploy", "--env", "prod")).as(shell.err()).isZero();
    assertThat(shell.out()).contains("as staging promoted it; 20 rows to probe with");
    assertThat(stable("prod").path("box")).isEqualTo(stable("staging").path("box"));
    assertThat(stable("prod").path("version")).isEqualTo(stable("staging").path("version"));
  }

  @Test
  void whatIsSetForProdMovedWhereStagingWasLookedFor() throws IOException {
    assertThat(shell.run("deploy", "--env", "staging")).as(shell.err()).isZero();
    String port = "deploy.port=" + free();
    try {
      assertThat(shell.run("deploy", "--env", "prod", "--set", port)).as(shell.err()).isZero();
      assertThat(shell.out()).contains("as staging promoted it; 20 rows to probe with");
    } finally {
      shell.run("stop", "--env", "prod", "--set", port);
    }
  }

  @Test
  void aDryRunSaysThatNothingIsBuiltForProd() {
    assertThat(shell.run("deploy", "--env", "prod", "--dry-run")).as(shell.err()).isZero();
    assertThat(shell.out())
        .startsWith("  box       as staging promoted it; nothing is built\n")
        .contains("  promote   to local, when somebody says `mlbox promote` within 24h\n");
  }

  @Test
  void beforeStagingHasPromotedAnything() {
    assertThat(shell.run("deploy", "--env", "prod")).isEqualTo(4);
    assertThat(shell.err())
        .isEqualTo(
            """
            mlbox: staging has promoted nothing yet
              where:    --env
              remedy:   `mlbox deploy --env staging`
            """);
  }

  @Test
  void anEnvironmentThatThereIsNot() {
    assertThat(shell.run("deploy", "--env", "test")).isEqualTo(4);
    assertThat(shell.err())
        .isEqualTo(
            """
            mlbox: there is no environment `test`
              where:    --env
              expected: one of staging, prod
            """);
  }

  @Test
  void aMistakeInAnyEnvironmentIsFoundWithItsLine() throws IOException {
    Path file = shell.folder.resolve("mlbox.yaml");
    Files.writeString(file, Files.readString(file).replace("promote: manual", "promoet: manual"));
    assertThat(shell.run("check")).isEqualTo(4);
    assertThat(shell.err())
        .startsWith("mlbox: unknown key `deploy.promoet`\n  where:    mlbox.yaml:9");
  }
}
