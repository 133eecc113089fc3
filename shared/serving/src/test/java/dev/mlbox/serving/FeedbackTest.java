package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.serving.json.BoxJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels that come after their answers, through a front, of answers of both arms. */
class FeedbackTest {
  private static final Tally.Trial TRIAL = new Tally.Trial("v2", 1);

  private final Boxes boxes;
  private final RunningBox stable;
  private final RunningBox front;
  private final Route v1;
  private final Caller caller = new Caller();

  FeedbackTest(@TempDir Path folder) {
    boxes = new Boxes(folder);
    stable = boxes.box("v1", FakePredictor.fast());
    front = boxes.front();
    v1 = Boxes.route("v1", stable);
  }

  @BeforeEach
  void aCanaryThatGetsEverything() {
    boxes.trial(1, v1, Boxes.route("v2", boxes.box("v2", FakePredictor.fast())));
  }

  @AfterEach
  void stopAll() {
    boxes.close();
  }

  private List<Tally.Labels> labels() throws IOException {
    String counts = caller.get(stable.metricsPort(), "/mlbox/counts").body();
    return BoxJson.mapper().readValue(counts, Tally.class).labels();
  }

  private Caller.Heard send(String body) {
    return caller.post(front.port(), "/feedback", body);
  }

  @Test
  void aLabelCountsForTheVersionThatAnswered() throws IOException {
    String ofCanary = caller.predict(front).header("mlbox-id");
    String another = caller.predict(front).header("mlbox-id");
    boxes.stable(v1);
    String ofStable = caller.predict(front).header("mlbox-id");
    assertThat(send("{\"id\":\"%s\",\"label\":42}".formatted(ofCanary)).body())
        .isEqualTo("{\"counted\":1}");
    send("{\"id\":\"%s\",\"label\":40}".formatted(another));
    send("{\"id\":\"%s\",\"label\":40,\"within\":2}".formatted(ofStable));
    assertThat(labels())
        .as("an answer that nobody was drawn for is compared with none")
        .containsExactly(new Tally.Labels("v2", 2, 1, TRIAL));
  }

  @Test
  void anAnswerOfEitherArmSaysInWhichTrialItWasDrawn() throws IOException {
    boxes.trial(0.5, v1, Boxes.route("v2", boxes.box("v2", FakePredictor.fast())));
    for (int i = 0; i < 40; i++) {
      send("{\"id\":\"%s\",\"label\":42}".formatted(caller.predict(front).header("mlbox-id")));
    }
    Tally.Trial half = new Tally.Trial("v2", 0.5);
    assertThat(labels()).extracting(Tally.Labels::trial).containsOnly(half);
    assertThat(labels()).extracting(Tally.Labels::version).containsExactly("v1", "v2");
  }

  @Test
  void rowsOfOneRequestAreOneEventAndEachHasItsLabel() throws IOException {
    String id = caller.predict(front, "{\"rows\":[{\"x\":1},{\"x\":2}]}").header("mlbox-id");
    send("{\"id\":\"%s\",\"labels\":[2,5]}".formatted(id));
    assertThat(labels()).containsExactly(new Tally.Labels("v2", 1, 0, TRIAL));
    assertThat(send("{\"id\":\"%s\",\"label\":2}".formatted(id)).body())
        .contains("there are 1 labels for an answer of 2 rows")
        .contains("labels, a list of 2");
  }

  @Test
  void aLabelThatIsSentAgainCountsOnce() throws IOException {
    String body =
        "{\"id\":\"%s\",\"label\":42}".formatted(caller.predict(front).header("mlbox-id"));
    send(body);
    assertThat(send(body).body()).isEqualTo("{\"counted\":0}");
    assertThat(labels()).containsExactly(new Tally.Labels("v2", 1, 0, TRIAL));
  }

  @Test
  void aLabelThatIsSentAgainOnAnotherConnectionCountsOnce() throws IOException {
    String body =
        "{\"id\":\"%s\",\"label\":42}".formatted(caller.predict(front).header("mlbox-id"));
    for (int i = 0; i < 16; i++) {
      new Caller().post(front.port(), "/feedback", body);
    }
    assertThat(labels()).containsExactly(new Tally.Labels("v2", 1, 0, TRIAL));
  }

  @Test
  void aLabelThatIsNoValueIsRefused() throws IOException {
    String id = caller.predict(front).header("mlbox-id");
    for (String label : List.of("null", "[1]", "{}")) {
      assertThat(send("{\"id\":\"%s\",\"label\":%s}".formatted(id, label)).status()).isEqualTo(400);
    }
    assertThat(labels()).isEmpty();
  }

  @Test
  void whatIsNoNameOfAnAnswerIsRefused() throws IOException {
    for (String body : List.of("{\"id\":\"%%\",\"label\":1}", "{\"label\":1}", "7", "nonsense")) {
      assertThat(send(body).status()).isEqualTo(400);
    }
    assertThat(labels()).isEmpty();
  }
}
