package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.testkit.GrpcCaller;
import dev.mlbox.testkit.GrpcModel;
import io.grpc.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boxes in front of servers that are called by gRPC: real servers, real clients. */
class GrpcSidecarTest {
  @TempDir Path folder;
  private final Caller caller = new Caller();
  private GrpcBoxes grpc;

  @BeforeEach
  void start() {
    grpc = new GrpcBoxes(folder);
  }

  @AfterEach
  void stop() {
    grpc.close();
  }

  @Test
  void passesACallOnWithAllThatIsSaidAroundIt() {
    RunningBox box = grpc.box("v1", grpc.server());

    GrpcCaller.Heard heard = grpc.client(box).infer("x-user", "ann");

    assertThat(heard.status()).isEqualTo(Status.OK);
    assertThat(heard.values()).containsExactly(42);
    assertThat(heard.header("mlbox-version")).isEqualTo("v1");
    assertThat(heard.header("x-user")).isEqualTo("ann");
    assertThat(heard.trailer("x-told")).isEqualTo("ann");
    assertThat(caller.get(box.metricsPort(), "/metrics").body())
        .containsPattern("mlbox_requests_total\\{[^}]*outcome=\"ok\"[^}]*} 1.0");
  }

  @Test
  void asksTheServerWithRowsOfAProbe() {
    RunningBox box = grpc.box("v1", grpc.server());

    Caller.Heard heard =
        caller.post(box.metricsPort(), "/mlbox/predict", "{\"rows\":[{\"x\":4.5},{\"x\":1}]}");

    assertThat(heard.body()).isEqualTo("{\"predictions\":[9.0,2.0]}");
  }

  @Test
  void aKeptConnectionFollowsAPromotionAndItsReversal() {
    RunningBox oldBox = grpc.box("v1", grpc.server());
    RunningBox newBox = grpc.box("v2", grpc.server());
    grpc.boxes().stable(Boxes.route("v1", oldBox));
    GrpcCaller client = grpc.client(oldBox);
    assertThat(client.infer().header("mlbox-version")).isEqualTo("v1");

    grpc.boxes().stable(Boxes.route("v2", newBox));
    assertThat(client.infer("x-user", "ann").header("mlbox-version")).isEqualTo("v2");
    assertThat(client.infer("x-user", "ann").trailer("x-told")).isEqualTo("ann");

    grpc.boxes().stable(Boxes.route("v1", oldBox));
    assertThat(client.infer().header("mlbox-version")).isEqualTo("v1");
  }

  @Test
  void isNotReadyWhileItsServerIsNot() {
    GrpcModel server = grpc.server();
    RunningBox box = grpc.box("v1", server);
    assertThat(caller.get(box.port(), "/v2/health/ready").status()).isEqualTo(200);

    server.isWell(false);
    Boxes.await(() -> caller.get(box.port(), "/v2/health/ready").status() == 503);
    server.isWell(true);
    Boxes.await(() -> caller.get(box.port(), "/v2/health/ready").status() == 200);
  }

  @Test
  void aFrontPassesCallsOn() {
    RunningBox box = grpc.box("v1", grpc.server());
    RunningBox front = grpc.boxes().front();
    grpc.boxes().stable(Boxes.route("v1", box));

    GrpcCaller.Heard heard = grpc.client(front).infer("x-user", "ann");

    assertThat(heard.values()).containsExactly(42);
    assertThat(heard.header("mlbox-version")).isEqualTo("v1");
    assertThat(heard.trailer("x-told")).isEqualTo("ann");
  }

  @Test
  void refusesWhatIsTooLongAsGrpcDoes() {
    RunningBox box = grpc.box("v1", grpc.server(), "MLBOX_REQUEST_LIMIT=100");

    GrpcCaller.Heard heard = grpc.client(box).infer(new byte[200]);

    assertThat(heard.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(heard.status().getDescription())
        .contains("the body has", "at most 100 bytes (MLBOX_REQUEST_LIMIT)");
  }

  @Test
  void aFrontAnswersClientsThatOfferHttp2() throws IOException, InterruptedException {
    RunningBox box = grpc.boxes().box("v1", FakePredictor.fast());
    RunningBox front = grpc.boxes().front();
    grpc.boxes().stable(Boxes.route("v1", box));
    HttpClient client = HttpClient.newHttpClient();

    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:%d/predict".formatted(front.port())))
                  .header("content-type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(Caller.ROW))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(Caller.ANSWER);
      assertThat(answer.headers().firstValue("mlbox-version")).hasValue("v1");
    }
  }
}
