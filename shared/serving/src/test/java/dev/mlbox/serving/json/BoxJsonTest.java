package dev.mlbox.serving.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.judge.Bins;
import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Holdout;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Manner;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoxJsonTest {
  private static final String JSON =
      """
      {"renewal":12,"ttl":"PT10S","weight":0.05,\
      "stable":{"version":"v1","address":"flights:8080"},\
      "canary":{"version":"v2","address":"flights-canary:8080"},\
      "coverAfter":"PT0.08S",\
      "manner":{"shadow":0.5,"sticky":"X-User","compared":0.1,"slowMillis":5.0,"by":null},\
      "bins":{"against":"v1","values":["late"],"edges":[],\
      "expected":[{"low":0.9,"high":1.2},{"low":0.0,"high":0.0}],"differing":0.04},\
      "holdout":{"route":{"version":"v0","address":"flights-v0:8080"},"weight":0.01,\
      "coverAfter":"PT0.5S"}}\
      """;
  private static final Lease LEASE =
      new Lease(
          12,
          Duration.ofSeconds(10),
          new Weight(0.05),
          new Route("v1", "flights:8080"),
          new Route("v2", "flights-canary:8080"),
          Duration.ofMillis(80),
          new Manner(new Weight(0.5), "X-User", new Weight(0.1), 5.0, null),
          new Bins(
              "v1",
              List.of("late"),
              List.of(),
              List.of(new Bins.Expected(0.9, 1.2), new Bins.Expected(0, 0)),
              0.04),
          new Holdout(
              new Route("v0", "flights-v0:8080"), new Weight(0.01), Duration.ofMillis(500)));

  @Test
  void writesALease() throws Exception {
    assertThat(BoxJson.mapper().writeValueAsString(LEASE)).isEqualTo(JSON);
  }

  @Test
  void readsALease() {
    assertThat(read(JSON)).isEqualTo(LEASE);
    assertThat(read(JSON.replace("{\"renewal\"", "{\"holder\":\"me\",\"renewal\"")))
        .as("a key of a newer engine")
        .isEqualTo(LEASE);
  }

  @Test
  void readsALeaseOfAnOlderEngine() {
    assertThat(read(JSON.replace(",\"compared\":0.1", "")).compared()).isEqualTo(Weight.ZERO);
    assertThat(read(JSON.replace(",\"differing\":0.04", "")).bins()).returns(null, Bins::differing);
  }

  @Test
  void readsALeaseWithoutACanary() {
    Lease only = Lease.only(new Route("v1", "flights:8080"), Duration.ofSeconds(10));
    String json =
        """
        {"renewal":0,"ttl":"PT10S","weight":0,"stable":{"version":"v1","address":"flights:8080"},\
        "coverAfter":"PT10S"}\
        """;
    assertThat(read(json)).isEqualTo(only);
    assertThat(read(json.replace("\"coverAfter\"", "\"canary\":null,\"coverAfter\"")))
        .isEqualTo(only);
  }

  @Test
  void halfALeaseIsNone() {
    for (int length = 0; length < JSON.length(); length++) {
      String half = JSON.substring(0, length);
      assertThatThrownBy(() -> read(half)).as(half).hasMessageEndingWith("(lease.json)");
    }
  }

  @Test
  void saysWhatALeaseLacks() {
    assertThatThrownBy(() -> read(JSON.replace("\"shadow\":0.5,", "")))
        .hasMessage("the lease has no manner.shadow (lease.json)");
    assertThatThrownBy(() -> read(JSON.replace("address\":\"flights:", "at\":\"flights:")))
        .hasMessage("the lease has no stable.address (lease.json)");
    assertThatThrownBy(() -> read(JSON.replace("address\":\"flights-", "at\":\"flights-")))
        .hasMessage("the lease has no canary.address (lease.json)");
    assertThatThrownBy(() -> read(JSON.replace("0.05", "1.5")))
        .hasMessageContaining("a weight is 0% to 100%, not: 150.0%");
    assertThatThrownBy(() -> read("[]")).hasMessage("the lease has no renewal (lease.json)");
  }

  @Test
  void readsAManifest() throws Exception {
    BoxManifest manifest =
        new BoxManifest(
            "flights",
            ModelKind.ONNX,
            "model.onnx",
            null,
            List.of("a"),
            List.of("b"),
            "sha256:1",
            Map.of("commit", "abc"));
    String json = BoxJson.mapper().writeValueAsString(manifest);
    assertThat(json)
        .isEqualTo(
            """
            {"model":"flights","kind":"ONNX","path":"model.onnx","callable":null,\
            "features":["a"],"columns":["b"],"digest":"sha256:1","provenance":{"commit":"abc"}}\
            """);
    assertThat(BoxJson.mapper().readValue(json, BoxManifest.class)).isEqualTo(manifest);
    String earlier = json.replace("\"columns\":[\"b\"],", "");
    assertThat(BoxJson.mapper().readValue(earlier, BoxManifest.class).columns()).isEmpty();
  }

  @Test
  void saysWhatWentWrong() {
    Problem first = Problem.of("a\n  b").at("c").expected("d").remedy("e");
    assertThat(new String(ErrorJson.of(first), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"error":{"what":"a | b","where":"c","expected":"d","remedy":"e"}}\
            """);
    assertThat(new String(ErrorJson.of(List.of(first, Problem.of("f"))), StandardCharsets.UTF_8))
        .endsWith(
            """
            ,"more":[{"what":"f","where":null,"expected":null,"remedy":null}]}\
            """);
  }

  private static Lease read(String json) {
    return LeaseJson.read(json.getBytes(StandardCharsets.UTF_8), "lease.json");
  }
}
