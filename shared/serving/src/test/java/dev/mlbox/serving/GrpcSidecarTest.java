package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.model.ServerSpec;
import dev.mlbox.core.rollout.Manner;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.runtime.server.ModelServer;
import dev.mlbox.runtime.server.ServerFile;
import dev.mlbox.runtime.server.ServerPredictor;
import dev.mlbox.testkit.GrpcCaller;
import dev.mlbox.testkit.GrpcModel;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Boxes in front of servers that are called by gRPC: real servers, real clients. */
class GrpcSidecarTest {
  @TempDir Path folder;
  private final Caller caller = new Caller();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Boxes boxes;

  @BeforeEach
  void start() {
    boxes = new Boxes(folder.resolve("boxes"));
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    boxes.close();
  }

  private GrpcModel server() {
    GrpcModel server = new GrpcModel();
    open.add(server);
    return server;
  }

  private GrpcCaller client(RunningBox box) {
    GrpcCaller client = new GrpcCaller(box.port());
    open.add(client);
    return client;
  }

  private RunningBox box(String version, GrpcModel server, String... settings) {
    Path place = folder.resolve(version);
    try {
      Files.createDirectories(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ServerSpec.Speaks speaks = ServerSpec.Speaks.GRPC;
    ServerFile.write(
        place,
        new ServerSpec(
            speaks,
            null,
            List.of(),
            server.address(),
            1,
            speaks.health(),
            speaks.predict("doubler"),
            "doubler",
            10));
    ModelServer opened = ModelServer.open(place, new ModelServer.Opening(null, null, line -> {}));
    return boxes.box(version, new ServerPredictor(opened, List.of()), settings);
  }

  @Test
  void passesACallOnWithAllThatIsSaidAroundIt() {
    RunningBox box = box("v1", server());

    GrpcCaller.Heard heard = client(box).infer("x-user", "ann");

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
    RunningBox box = box("v1", server());

    Caller.Heard heard =
        caller.post(box.metricsPort(), "/mlbox/predict", "{\"rows\":[{\"x\":4.5},{\"x\":1}]}");

    assertThat(heard.body()).isEqualTo("{\"predictions\":[9.0,2.0]}");
  }

  @Test
  void splitsCallsOfOneConnectionByWeight() {
    RunningBox stableBox = box("v1", server());
    RunningBox canaryBox = box("v2", server());
    GrpcCaller client = client(stableBox);

    int stable = 0;
    int canary = 0;
    for (int i = 0; i < 200; i++) {
      if (i % 20 == 0) {
        // Renewed, so that the lease holds however slow the machine is.
        boxes.trial(0.5, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));
      }
      GrpcCaller.Heard heard = client.infer("x-user", "u" + i);
      assertThat(heard.status()).isEqualTo(Status.OK);
      assertThat(heard.trailer("x-told")).isEqualTo("u" + i);
      stable += heard.header("mlbox-version").equals("v1") ? 1 : 0;
      canary += heard.header("mlbox-version").equals("v2") ? 1 : 0;
    }

    // Outside of these bounds once in 10^9 runs.
    assertThat(canary).isBetween(57, 143);
    assertThat(stable).isEqualTo(200 - canary);
    assertThat(caller.counts(stableBox, "v2", 0.5).canary().requests()).isEqualTo(canary);
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {
        "UNKNOWN",
        "DEADLINE_EXCEEDED",
        "UNIMPLEMENTED",
        "INTERNAL",
        "UNAVAILABLE",
        "DATA_LOSS"
      })
  void coversForACanaryWhoseServerFails(Status.Code code) {
    GrpcModel canary = server();
    canary.ends(code.toStatus());
    RunningBox stableBox = box("v1", server());
    RunningBox canaryBox = box("v2", canary);
    boxes.trial(1, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));

    GrpcCaller.Heard heard = client(stableBox).infer();

    assertThat(heard.status()).isEqualTo(Status.OK);
    assertThat(heard.values()).containsExactly(42);
    assertThat(heard.header("mlbox-version")).isEqualTo("v1");
    assertThat(canary.predictions()).isEqualTo(1);
    assertThat(caller.counts(stableBox, "v2", 1).canary().errors()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {
        "CANCELLED",
        "INVALID_ARGUMENT",
        "NOT_FOUND",
        "ALREADY_EXISTS",
        "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION",
        "ABORTED",
        "OUT_OF_RANGE",
        "UNAUTHENTICATED"
      })
  void saysNothingOfACanaryThatBlamesTheClientAsTheStableVersionDoes(Status.Code code) {
    GrpcModel stable = server();
    GrpcModel canary = server();
    stable.ends(code.toStatus().withDescription("stable"));
    canary.ends(code.toStatus().withDescription("100 % wrong: ä"));
    RunningBox stableBox = box("v1", stable);
    RunningBox canaryBox = box("v2", canary);
    boxes.trial(1, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));

    GrpcCaller.Heard heard = client(stableBox).infer();

    assertThat(heard.status().getCode()).isEqualTo(code);
    assertThat(heard.status().getDescription()).isEqualTo("100 % wrong: ä");
    assertThat(caller.counts(stableBox, "v2", 1).canary().errors()).isZero();
  }

  @Test
  void coversForACanaryThatBlamesTheClientAlone() {
    GrpcModel canary = server();
    canary.ends(Status.INVALID_ARGUMENT);
    RunningBox stableBox = box("v1", server());
    RunningBox canaryBox = box("v2", canary);
    boxes.trial(1, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));

    assertThat(client(stableBox).infer().values()).containsExactly(42);
    assertThat(caller.counts(stableBox, "v2", 1).canary().errors()).isEqualTo(1);
  }

  @Test
  void coversForACanaryThatAnswersWhatNobodyCanRead() {
    GrpcModel canary = server();
    canary.says((byte) '<', (byte) 'h', (byte) 't', (byte) 'm', (byte) 'l');
    RunningBox stableBox = box("v1", server());
    RunningBox canaryBox = box("v2", canary);
    boxes.trial(1, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));

    assertThat(client(stableBox).infer().values()).containsExactly(42);
    assertThat(caller.counts(stableBox, "v2", 1).canary().errors()).isEqualTo(1);
  }

  @Test
  void coversForACanaryWhoseServerIsGone() {
    GrpcModel canary = server();
    RunningBox stableBox = box("v1", server());
    RunningBox canaryBox = box("v2", canary);
    boxes.trial(1, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));
    canary.close();

    assertThat(client(stableBox).infer().header("mlbox-version")).isEqualTo("v1");
    GrpcCaller.Heard direct = client(canaryBox).infer("mlbox-hop", "2");
    assertThat(direct.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(direct.status().getDescription())
        .contains("the server behind the box does not answer");
  }

  @Test
  void aKeptConnectionFollowsAPromotionAndItsReversal() {
    RunningBox oldBox = box("v1", server());
    RunningBox newBox = box("v2", server());
    boxes.stable(Boxes.route("v1", oldBox));
    GrpcCaller client = client(oldBox);
    assertThat(client.infer().header("mlbox-version")).isEqualTo("v1");

    boxes.stable(Boxes.route("v2", newBox));
    assertThat(client.infer("x-user", "ann").header("mlbox-version")).isEqualTo("v2");
    assertThat(client.infer("x-user", "ann").trailer("x-told")).isEqualTo("ann");

    boxes.stable(Boxes.route("v1", oldBox));
    assertThat(client.infer().header("mlbox-version")).isEqualTo("v1");
  }

  @Test
  void keepsAUserOfMetadataWithOneVersion() {
    RunningBox stableBox = box("v1", server());
    RunningBox canaryBox = box("v2", server());
    Manner sticky = new Manner(Weight.ZERO, "x-user", null);
    GrpcCaller client = client(stableBox);

    for (int user = 0; user < 20; user++) {
      boxes.trial(0.5, sticky, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));
      String version = client.infer("x-user", "u" + user).header("mlbox-version");
      for (int i = 0; i < 5; i++) {
        assertThat(client.infer("x-user", "u" + user).header("mlbox-version")).isEqualTo(version);
      }
    }
  }

  @Test
  void givesTheCanaryCopiesOfCalls() {
    GrpcModel canary = server();
    RunningBox stableBox = box("v1", server());
    RunningBox canaryBox = box("v2", canary);
    Manner shadow = new Manner(new Weight(1), null, null);
    boxes.trial(0, shadow, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));

    assertThat(client(stableBox).infer().header("mlbox-version")).isEqualTo("v1");

    Boxes.await(() -> canary.predictions() == 1);
    Boxes.await(
        () ->
            caller
                .get(stableBox.metricsPort(), "/metrics")
                .body()
                .contains("mlbox_shadow_copies_total{outcome=\"ok\"} 1.0"));
  }

  @Test
  void isNotReadyWhileItsServerIsNot() {
    GrpcModel server = server();
    RunningBox box = box("v1", server);
    assertThat(caller.get(box.port(), "/v2/health/ready").status()).isEqualTo(200);

    server.isWell(false);
    Boxes.await(() -> caller.get(box.port(), "/v2/health/ready").status() == 503);
    server.isWell(true);
    Boxes.await(() -> caller.get(box.port(), "/v2/health/ready").status() == 200);
  }

  @Test
  void aFrontPassesCallsOn() {
    RunningBox box = box("v1", server());
    RunningBox front = boxes.front();
    boxes.stable(Boxes.route("v1", box));

    GrpcCaller.Heard heard = client(front).infer("x-user", "ann");

    assertThat(heard.values()).containsExactly(42);
    assertThat(heard.header("mlbox-version")).isEqualTo("v1");
    assertThat(heard.trailer("x-told")).isEqualTo("ann");
  }

  @Test
  void refusesWhatIsTooLongAsGrpcDoes() {
    RunningBox box = box("v1", server(), "MLBOX_REQUEST_LIMIT=100");

    GrpcCaller.Heard heard = client(box).infer(new byte[200]);

    assertThat(heard.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(heard.status().getDescription())
        .contains("the body has", "at most 100 bytes (MLBOX_REQUEST_LIMIT)");
  }

  @Test
  void passesAStreamOnMessageByMessage() throws InterruptedException {
    RunningBox box = box("v1", server());

    GrpcCaller.Spoken spoken = client(box).stream(new byte[] {1}, new byte[] {2}, new byte[] {3});

    assertThat(spoken).isEqualTo(new GrpcCaller.Spoken(3, Status.OK));
  }

  @Test
  void passesAStreamOnThroughAFrontAndABoxThatWasReplaced() throws InterruptedException {
    RunningBox oldBox = box("v1", server());
    RunningBox newBox = box("v2", server());
    RunningBox front = boxes.front();
    boxes.stable(Boxes.route("v2", newBox));
    GrpcCaller.Spoken through = new GrpcCaller.Spoken(2, Status.OK);

    assertThat(client(oldBox).stream(new byte[] {1}, new byte[] {2})).isEqualTo(through);
    assertThat(client(front).stream(new byte[] {1}, new byte[] {2})).isEqualTo(through);
  }

  @Test
  void isDrainedWhenTheLastStreamHasEnded() throws InterruptedException {
    RunningBox box = box("v1", server());
    GrpcCaller.Talk talk = client(box).talk();
    assertThat(talk.say(new byte[] {1})).isTrue();

    CompletableFuture<Void> drained = CompletableFuture.runAsync(box::drain);
    Boxes.await(() -> DrainTest.refuses(box));
    CompletableFuture<Caller.Heard> asked =
        CompletableFuture.supplyAsync(() -> caller.get(box.metricsPort(), "/mlbox/drained"));
    Boxes.await(
        () -> caller.get(box.metricsPort(), "/mlbox/live").json().get("waiting").asInt() == 1);

    assertThat(talk.say(new byte[] {2})).isTrue();
    assertThat(asked).as("a stream is open").isNotDone();
    assertThat(talk.end()).isEqualTo(Status.OK);
    assertThat(asked.join().json().get("drained").asBoolean()).isTrue();
    drained.join();
  }

  @Test
  void endsAStreamWhoseServerIsGone() throws InterruptedException {
    GrpcModel server = server();
    RunningBox box = box("v1", server);
    server.close();

    GrpcCaller.Spoken spoken = client(box).stream(new byte[] {1});

    assertThat(spoken.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void aFrontAnswersClientsThatOfferHttp2() throws IOException, InterruptedException {
    RunningBox box = boxes.box("v1", FakePredictor.fast());
    RunningBox front = boxes.front();
    boxes.stable(Boxes.route("v1", box));
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
