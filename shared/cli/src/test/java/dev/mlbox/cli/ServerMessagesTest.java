package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/**
 * What a user reads when a server cannot be started, asked or shared: the whole message and the
 * exit code.
 */
class ServerMessagesTest extends MessageStage {
  @Test
  void aServerThatNobodyCanEvaluate() throws IOException {
    configured(
        "load: model.onnx", "server: {image: registry.example.com/team/server:1, port: 9090}");
    says(
        4,
        """
        mlbox: there is no server to evaluate
          where:    mlbox.yaml:2
          expected: server.run, which starts it on this machine, or server.address, where it runs
        mlbox: server.image is registry.example.com/team/server:1, and what a tag means may change
          where:    mlbox.yaml:2
          expected: its digest, such as registry.example.com/team/server@sha256:…
          remedy:   `crane digest IMAGE` and `docker buildx imagetools inspect IMAGE` print it
        mlbox: server.port is 9090, where the box beside it tells its counts
          where:    mlbox.yaml:2
          expected: another port
        """,
        "check");
  }

  @Test
  void aNameOfAModelForAServerThatKnowsNone() throws IOException {
    configured("load: model.onnx", "server: {address: 'http://127.0.0.1:1', model: churn}");
    says(
        4,
        """
        mlbox: server.speaks is mlflow, which has no names of models
          where:    mlbox.yaml:2
          expected: server.model with v2 or grpc only
        """,
        "check");
  }

  @Test
  void aMethodThatNobodyHereCanAsk() throws IOException {
    configured(
        "load: model.onnx",
        "server: {address: 'http://127.0.0.1:1', speaks: grpc, predict:"
            + " /tensorflow.serving.PredictionService/Predict}");
    says(
        4,
        """
        mlbox: server.predict is /tensorflow.serving.PredictionService/Predict, which takes no ModelInferRequest
          where:    mlbox.yaml:2
          expected: a method of the Open Inference Protocol, such as /inference.GRPCInferenceService/ModelInfer
        """,
        "check");
  }

  @Test
  void callsThatAGatewayWouldSplit() throws IOException {
    shell.write(
        "mlbox.yaml",
        CLUSTER
            .replace("load: model.onnx", "server: {address: 'http://127.0.0.1:1', speaks: grpc}")
            .replace("  port: 1\n", "  traffic: {by: gateway, gateway: ml/public}\n"));
    says(
        4,
        """
        mlbox: server.speaks is grpc, whose calls only boxes split one by one
          where:    mlbox.yaml:12
          expected: deploy.traffic.by: box
        """,
        "check");
  }

  @Test
  void aServerWithoutTheFilesThatItIsRunFrom() throws IOException {
    configured("load: model.onnx", "server: {run: sh serve.sh}");
    says(
        4,
        """
        mlbox: server.run has no server.inputs
          where:    mlbox.yaml:2
          expected: the files that it is run from, such as inputs: [serve.py, model.pkl]: a version keeps its own copy
        """,
        "check");
    configured("load: model.onnx", "server: {run: sh serve.sh, inputs: [serve.sh]}");
    says(
        4,
        """
        mlbox: input `serve.sh` does not exist
          where:    mlbox.yaml:2
          expected: a file, a folder or a glob in FOLDER
        """,
        "check");
  }

  @Test
  void aServerThatEnds() throws IOException {
    configured("load: model.onnx", "server: {run: sh serve.sh, inputs: [serve.sh]}");
    shell.write("serve.sh", "echo no module named mlflow; exit 3\n");
    says(
        4,
        """
        mlbox: the server ended with code 3: no module named mlflow
          where:    server.run
          expected: that it goes on and listens on the port in the variable PORT
        """,
        "check");
  }

  @Test
  void aServerThatIsNotThere() throws IOException {
    configured("load: model.onnx", "server: {address: http://127.0.0.1:1, ready: 0s}");
    says(
        5,
        """
        mlbox: the server at http://127.0.0.1:1 is not ready after 0 s: nobody answers
          where:    server.health
          expected: a status of 200 to 299 at /ping
          remedy:   name the right path in server.health, or more time in server.ready
        """,
        "check");
  }

  @Test
  void aModelAndAServer() throws IOException {
    configured("load: model.onnx", "load: model.onnx\nserver: {address: http://127.0.0.1:1}");
    says(
        4,
        """
        mlbox: both server and load are set
          where:    mlbox.yaml:2
          expected: train for a model that is made here, or load for one that exists
          remedy:   leave load out, and list the model among server.inputs
        """,
        "check");
  }

  @Test
  void aTakenPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      configured("port: 1", "port: " + taken.getLocalPort());

      int code = shell.run("deploy");

      assertThat(shell.err().replaceAll("by .* \\(pid \\d+\\)", "by PROGRAM (pid PID)"))
          .isEqualTo(
              """
              mlbox: port %d is taken by PROGRAM (pid PID)
                where:    mlbox.yaml:9
                expected: a free port for the model's front
                remedy:   set deploy.port to another one, or end what has it
              """
                  .formatted(taken.getLocalPort()));
      assertThat(code).isEqualTo(4);
    }
  }
}
