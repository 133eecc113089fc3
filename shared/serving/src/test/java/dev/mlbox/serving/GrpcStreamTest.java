package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.testkit.GrpcCaller;
import dev.mlbox.testkit.GrpcModel;
import io.grpc.Status;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams of gRPC through boxes: real servers, real clients. */
class GrpcStreamTest {
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
  void passesAStreamOnMessageByMessage() throws InterruptedException {
    RunningBox box = grpc.box("v1", grpc.server());

    GrpcCaller.Spoken spoken =
        grpc.client(box).stream(new byte[] {1}, new byte[] {2}, new byte[] {3});

    assertThat(spoken).isEqualTo(new GrpcCaller.Spoken(3, Status.OK));
  }

  @Test
  void passesAStreamOnThroughAFrontAndABoxThatWasReplaced() throws InterruptedException {
    RunningBox oldBox = grpc.box("v1", grpc.server());
    RunningBox newBox = grpc.box("v2", grpc.server());
    RunningBox front = grpc.boxes().front();
    grpc.boxes().stable(Boxes.route("v2", newBox));
    GrpcCaller.Spoken through = new GrpcCaller.Spoken(2, Status.OK);

    assertThat(grpc.client(oldBox).stream(new byte[] {1}, new byte[] {2})).isEqualTo(through);
    assertThat(grpc.client(front).stream(new byte[] {1}, new byte[] {2})).isEqualTo(through);
  }

  @Test
  void isDrainedWhenTheLastStreamHasEnded() throws InterruptedException {
    RunningBox box = grpc.box("v1", grpc.server());
    GrpcCaller.Talk talk = grpc.client(box).talk();
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
    GrpcModel server = grpc.server();
    RunningBox box = grpc.box("v1", server);
    server.close();

    GrpcCaller.Spoken spoken = grpc.client(box).stream(new byte[] {1});

    assertThat(spoken.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }
}
