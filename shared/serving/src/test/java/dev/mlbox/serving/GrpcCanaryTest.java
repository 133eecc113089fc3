package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.rollout.Manner;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.testkit.GrpcCaller;
import dev.mlbox.testkit.GrpcModel;
import io.grpc.Status;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls by gRPC that are split, covered for and copied: real servers, real clients. */
class GrpcCanaryTest {
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
  void splitsCallsOfOneConnectionByWeight() {
    RunningBox stableBox = grpc.box("v1", grpc.server());
    RunningBox canaryBox = grpc.box("v2", grpc.server());
    GrpcCaller client = grpc.client(stableBox);

    int stable = 0;
    int canary = 0;
    for (int i = 0; i < 200; i++) {
      if (i % 20 == 0) {
        // Renewed, so that the lease holds however slow the machine is.
        grpc.boxes().trial(0.5, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));
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
    GrpcModel canary = grpc.server();
    canary.ends(code.toStatus());
    RunningBox stableBox = grpc.box("v1", grpc.server());
    RunningBox canaryBox = grpc.box("v2", canary);
    grpc.boxes().trial(1, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));

    GrpcCaller.Heard heard = grpc.client(stableBox).infer();

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
    GrpcModel stable = grpc.server();
    GrpcModel canary = grpc.server();
    stable.ends(code.toStatus().withDescription("stable"));
    canary.ends(code.toStatus().withDescription("100 % wrong: ä"));
    RunningBox stableBox = grpc.box("v1", stable);
    RunningBox canaryBox = grpc.box("v2", canary);
    grpc.boxes().trial(1, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));

    GrpcCaller.Heard heard = grpc.client(stableBox).infer();

    assertThat(heard.status().getCode()).isEqualTo(code);
    assertThat(heard.status().getDescription()).isEqualTo("100 % wrong: ä");
    assertThat(caller.counts(stableBox, "v2", 1).canary().errors()).isZero();
  }

  @Test
  void coversForACanaryThatBlamesTheClientAlone() {
    GrpcModel canary = grpc.server();
    canary.ends(Status.INVALID_ARGUMENT);
    RunningBox stableBox = grpc.box("v1", grpc.server());
    RunningBox canaryBox = grpc.box("v2", canary);
    grpc.boxes().trial(1, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));

    assertThat(grpc.client(stableBox).infer().values()).containsExactly(42);
    assertThat(caller.counts(stableBox, "v2", 1).canary().errors()).isEqualTo(1);
  }

  @Test
  void coversForACanaryThatAnswersWhatNobodyCanRead() {
    GrpcModel canary = grpc.server();
    canary.says((byte) '<', (byte) 'h', (byte) 't', (byte) 'm', (byte) 'l');
    RunningBox stableBox = grpc.box("v1", grpc.server());
    RunningBox canaryBox = grpc.box("v2", canary);
    grpc.boxes().trial(1, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));

    assertThat(grpc.client(stableBox).infer().values()).containsExactly(42);
    assertThat(caller.counts(stableBox, "v2", 1).canary().errors()).isEqualTo(1);
  }

  @Test
  void coversForACanaryWhoseServerIsGone() {
    GrpcModel canary = grpc.server();
    RunningBox stableBox = grpc.box("v1", grpc.server());
    RunningBox canaryBox = grpc.box("v2", canary);
    grpc.boxes().trial(1, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));
    canary.close();

    assertThat(grpc.client(stableBox).infer().header("mlbox-version")).isEqualTo("v1");
    GrpcCaller.Heard direct = grpc.client(canaryBox).infer("mlbox-hop", "2");
    assertThat(direct.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(direct.status().getDescription())
        .contains("the server behind the box does not answer");
  }

  @Test
  void keepsAUserOfMetadataWithOneVersion() {
    RunningBox stableBox = grpc.box("v1", grpc.server());
    RunningBox canaryBox = grpc.box("v2", grpc.server());
    Manner sticky = new Manner(Weight.ZERO, "x-user", null);
    GrpcCaller client = grpc.client(stableBox);

    for (int user = 0; user < 20; user++) {
      grpc.boxes().trial(0.5, sticky, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));
      String version = client.infer("x-user", "u" + user).header("mlbox-version");
      for (int i = 0; i < 5; i++) {
        assertThat(client.infer("x-user", "u" + user).header("mlbox-version")).isEqualTo(version);
      }
    }
  }

  @Test
  void givesTheCanaryCopiesOfCalls() {
    GrpcModel canary = grpc.server();
    RunningBox stableBox = grpc.box("v1", grpc.server());
    RunningBox canaryBox = grpc.box("v2", canary);
    Manner shadow = new Manner(new Weight(1), null, null);
    grpc.boxes().trial(0, shadow, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));

    assertThat(grpc.client(stableBox).infer().header("mlbox-version")).isEqualTo("v1");

    Boxes.await(() -> canary.predictions() == 1);
    Boxes.await(
        () ->
            caller
                .get(stableBox.metricsPort(), "/metrics")
                .body()
                .contains("mlbox_shadow_copies_total{outcome=\"ok\"} 1.0"));
  }
}
