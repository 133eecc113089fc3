package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.rollout.Route;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that name the version which is to answer. */
class NamedVersionTest {
  private static final String TENSOR =
      "{\"inputs\": [{\"name\": \"x\", \"shape\": [1], \"datatype\": \"FP64\", \"data\": [21]}]}";

  @TempDir private Path folder;
  private final Caller caller = new Caller();
  private Boxes boxes;
  private RunningBox stable;
  private RunningBox canary;
  private Route v1;
  private Route v2;

  @BeforeEach
  void twoVersions() {
    boxes = new Boxes(folder);
    stable = boxes.box("v1", FakePredictor.fast());
    canary = boxes.box("v2", FakePredictor.fast());
    v1 = Boxes.route("v1", stable);
    v2 = Boxes.route("v2", canary);
  }

  @AfterEach
  void stop() {
    boxes.close();
  }

  private Caller.Heard ask(RunningBox box, String version) {
    return caller.post(box.port(), "/v2/models/doubler/versions/" + version + "/infer", TENSOR);
  }

  @Test
  void theVersionThatIsNamedAnswersWhateverTheWeight() {
    boxes.trial(1, v1, v2);
    assertThat(ask(stable, "v1").version()).isEqualTo("v1");
    boxes.trial(1e-9, v1, v2);
    Caller.Heard heard = ask(stable, "v2");
    assertThat(heard.status()).isEqualTo(200);
    assertThat(heard.version()).isEqualTo("v2");
    assertThat(heard.json().path("model_version").asText()).isEqualTo("v2");
    assertThat(caller.get(stable.metricsPort(), "/mlbox/counts").json().get("splits"))
        .as("nothing was drawn")
        .isEmpty();
  }

  @Test
  void nobodyElseAnswersForAVersionThatIsGone() {
    boxes.trial(1, v1, v2);
    Caller.Heard heard = ask(stable, "v0");
    assertThat(heard.status()).isEqualTo(404);
    assertThat(heard.body())
        .contains("version v0 of doubler does not answer", "v1, or the version on trial");
    boxes.stable(v2);
    assertThat(ask(canary, "v1").status()).as("it was promoted over").isEqualTo(404);
    assertThat(ask(stable, "v1").version()).as("as long as it lives").isEqualTo("v1");
  }

  @Test
  void aFrontPassesItOnToWhoIsMeant() {
    RunningBox front = boxes.front();
    boxes.trial(1, v1, v2);
    assertThat(ask(front, "v1").version()).isEqualTo("v1");
    assertThat(ask(front, "v2").version()).isEqualTo("v2");
    assertThat(ask(front, "v0").status()).isEqualTo(404);
  }
}
