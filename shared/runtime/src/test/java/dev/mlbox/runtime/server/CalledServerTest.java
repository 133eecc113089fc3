package dev.mlbox.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.model.ServerSpec;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import dev.mlbox.testkit.GrpcModel;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server that is called by gRPC, asked as an evaluation and a probe ask it. */
class CalledServerTest {
  private static final Table ROWS =
      new Table(Map.of("x", new Column.Real(new double[] {1, 2.5, -3})), 3);

  @TempDir Path folder;
  private final GrpcModel model = new GrpcModel();

  @AfterEach
  void stop() {
    model.close();
  }

  private ServerPredictor open(long readySeconds) {
    return open(readySeconds, line -> {});
  }

  private ServerPredictor open(long readySeconds, Consumer<String> log) {
    ServerSpec.Speaks speaks = ServerSpec.Speaks.GRPC;
    ServerFile.write(
        folder,
        new ServerSpec(
            speaks,
            null,
            List.of(),
            model.address(),
            1,
            speaks.health(),
            speaks.predict("doubler"),
            "doubler",
            readySeconds));
    return new ServerPredictor(
        ModelServer.open(folder, new ModelServer.Opening(null, null, log)), List.of());
  }

  @Test
  void putsColumnsAsTensorsAndReadsTheAnswer() {
    try (ServerPredictor predictor = open(10)) {
      Column.Real values = (Column.Real) predictor.predict(ROWS).values();

      assertThat(values.values()).containsExactly(2, 5, -6);
    }
  }

  @Test
  void blamesTheDataForWhatTheServerBlamesOnItsClient() {
    try (ServerPredictor predictor = open(10)) {
      model.ends(Status.NOT_FOUND.withDescription("no model doubler"));

      assertThatThrownBy(() -> predictor.predict(ROWS))
          .hasMessageContaining("the server answers with status not found (5): no model doubler")
          .hasMessageContaining("/inference.GRPCInferenceService/ModelInfer")
          .extracting(cause -> ((MlboxException) cause).fault())
          .isEqualTo(Fault.INVALID);
    }
  }

  @Test
  void isBrokenWhenTheServerFails() {
    try (ServerPredictor predictor = open(10)) {
      model.ends(Status.INTERNAL);
      assertThatThrownBy(() -> predictor.predict(ROWS))
          .extracting(cause -> ((MlboxException) cause).fault())
          .isEqualTo(Fault.BROKEN);

      model.ends(Status.OK);
      model.says((byte) '<', (byte) 'h');
      assertThatThrownBy(() -> predictor.predict(ROWS))
          .hasMessageContaining("the server's answer is no ModelInferResponse");

      model.close();
      assertThatThrownBy(() -> predictor.predict(ROWS))
          .hasMessageContaining("the server does not answer");
    }
  }

  @Test
  void waitsInVainForAServerThatSaysThatItIsNotReady() {
    model.isWell(false);

    assertThatThrownBy(() -> open(0))
        .hasMessageContaining("is not ready after 0 s: it says that it is not")
        .hasMessageContaining("such as /inference.GRPCInferenceService/ServerReady that says 1");
  }

  @Test
  void saysWhatItWaitsFor() {
    List<String> lines = new ArrayList<>();
    model.isWell(false);

    try (ServerPredictor predictor =
        open(
            60,
            line -> {
              lines.add(line);
              model.isWell(true);
            })) {
      assertThat(predictor.server().isReady()).isTrue();
    }

    assertThat(lines)
        .containsExactly(
            "mlbox waits up to 60 s for the server at %s: it says that it is not"
                .formatted(model.address()));
  }

  @Test
  void aFileOfAServerThatIsNotCalledIsAsItWas() throws IOException {
    ServerFile.write(
        folder,
        new ServerSpec(
            ServerSpec.Speaks.V2, null, List.of(), "http://h:1", 1, "/ready", "/infer", null, 10));

    assertThat(Files.readString(folder.resolve(ServerSpec.FILE)))
        .isEqualToIgnoringNewLines(
            """
            {
              "speaks" : "V2",
              "image" : null,
              "run" : [ ],
              "address" : "http://h:1",
              "port" : 1,
              "health" : "/ready",
              "predict" : "/infer",
              "readySeconds" : 10
            }\
            """);
  }
}
