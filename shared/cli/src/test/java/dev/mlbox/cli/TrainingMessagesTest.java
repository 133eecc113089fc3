package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * What a user reads when a model cannot be trained or loaded: the whole message and the exit code.
 */
class TrainingMessagesTest extends MessageStage {
  @Test
  void aMissingModelFile() throws IOException {
    Files.delete(folder.resolve("model.onnx"));
    says(
        4,
        """
        mlbox: there is no model `model.onnx`
          where:    mlbox.yaml:2
          expected: a file or folder at FOLDER/model.onnx
        """,
        "check");
  }

  @Test
  void aModelFileThatIsNoModel() throws IOException {
    shell.write("model.onnx", "not one");
    says(
        4,
        """
        mlbox: model.onnx cannot be loaded: Protobuf parsing failed
          where:    FOLDER/model.onnx
          expected: an ONNX model
        """,
        "check");
  }

  @Test
  void aTrainingCommandThatDoesNotExist() throws IOException {
    configured("load: model.onnx", "train: {run: trian-it now, output: model.onnx}");
    says(
        4,
        """
        mlbox: there is no program `trian-it`
          where:    mlbox.yaml:2
          expected: it in a folder of PATH: /usr/bin, /bin
          remedy:   install it, or write its path
        """,
        "check");
  }

  @Test
  void aTargetThatIsNoColumnWasNoticedOnlyAfterTraining() throws IOException {
    shell.write(
        "mlbox.yaml",
        CONFIG
            .replace("load: model.onnx", "train: {run: sh train.sh, output: model.onnx}")
            .replace("target: bought", "target: bougt"));
    shell.write("train.sh", "touch trained\n");
    says(
        4,
        """
          mlbox: there is no column bougt
            where:    mlbox.yaml:5
            expected: one of color, size, weight, visits, bought, plan, as in test.csv
            remedy:   did you mean bought?
          """,
        "check");
    assertThat(folder.resolve("trained")).doesNotExist();
  }

  @Test
  void aSliceThatIsNoneWasNoticedOnlyAfterTraining() throws IOException {
    shell.write(
        "mlbox.yaml",
        CONFIG
            .replace("load: model.onnx", "train: {run: sh train.sh, output: model.onnx}")
            .replace("[color]", "[colour]"));
    shell.write("train.sh", "touch trained\n");
    says(
        4,
        """
        mlbox: slice `colour` is neither a column nor a predicate: Referenced column "colour" not found in FROM clause!; Candidate bindings: "color", "bought"
          where:    mlbox.yaml:6
          expected: a condition on the columns color, size, weight, visits, bought, plan
          remedy:   did you mean color?
        """,
        "check");
    assertThat(folder.resolve("trained")).doesNotExist();
  }

  @Test
  void dataThatTrainingMakesNeedNotBeThereBefore() throws IOException {
    shell.write(
        "mlbox.yaml",
        CONFIG.replace("load: model.onnx", "train: {run: sh train.sh, output: model.onnx}"));
    shell.fixture("tiny-binary.onnx", "made.onnx");
    Files.move(folder.resolve("test.csv"), folder.resolve("kept.csv"));
    shell.write("train.sh", "cp kept.csv test.csv; cp made.onnx model.onnx\n");
    assertThat(shell.run("check")).as(shell.err()).isZero();
    assertThat(shell.err()).isEmpty();
  }

  @Test
  void dataThatNobodyMadeAreMissedAfterTraining() throws IOException {
    shell.write(
        "mlbox.yaml",
        CONFIG.replace("load: model.onnx", "train: {run: sh train.sh, output: model.onnx}"));
    shell.fixture("tiny-binary.onnx", "made.onnx");
    Files.delete(folder.resolve("test.csv"));
    shell.write("train.sh", "cp made.onnx model.onnx\n");
    says(
        4,
        """
        mlbox: data file test.csv does not exist
          where:    mlbox.yaml:4
          expected: CSV, Parquet or JSON lines at FOLDER/test.csv
        """,
        "check");
  }

  @Test
  void aTrainingThatFails() throws IOException {
    configured("load: model.onnx", "train: {run: sh train.sh, output: model.onnx}");
    shell.write("train.sh", "echo reading; echo no such column >&2; exit 3\n");
    says(
        4,
        """
        mlbox: `sh train.sh` ended with exit code 3
          where:    mlbox.yaml:2
          expected: 0
          remedy:   its last lines were:
          reading
          no such column
        """,
        "check");
  }

  private HttpServer serving() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/model.onnx",
        exchange -> {
          byte[] model = Files.readAllBytes(folder.resolve("model.onnx"));
          exchange.sendResponseHeaders(200, model.length);
          exchange.getResponseBody().write(model);
          exchange.close();
        });
    server.start();
    return server;
  }

  private String loading(HttpServer server, String digest) throws IOException {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/model.onnx";
    configured("load: model.onnx", "load: {from: \"" + url + "\", sha256: " + digest + "}");
    return url;
  }

  @Test
  void aModelWithAnotherDigest() throws IOException {
    HttpServer server = serving();
    try {
      String url = loading(server, "0".repeat(64));
      says(
          4,
          """
          mlbox: `%s` has the sha256 3b09891c64826b8d61951d0d2e039c5baf764a6f6a41424d0412542d691c9780
            where:    mlbox.yaml:2
            expected: 0000000000000000000000000000000000000000000000000000000000000000
            remedy:   if the model was meant to change, change `sha256` too
          """
              .formatted(url),
          "check");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aModelThatTheDoctorHasToBring() throws IOException {
    HttpServer server = serving();
    try {
      String url =
          loading(server, "3b09891c64826b8d61951d0d2e039c5baf764a6f6a41424d0412542d691c9780");

      assertThat(shell.run("doctor")).as(shell.out()).isZero();
      assertThat(shell.out())
          .contains("  load      " + url + "  1 kB  sha256:3b09891c…")
          .contains("  ok        model: model.onnx  1 kB  sha256:3b09891c…");
    } finally {
      server.stop(0);
    }
  }
}
