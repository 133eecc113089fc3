package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.judge.Bins;
import dev.mlbox.core.judge.Tally;
import dev.mlbox.serving.json.BoxJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stable version's box sorts the answers of both arms, by their first row. */
class BinsTest {
  private static final Bins.Expected SAME = new Bins.Expected(0.9, 1.1);
  private static final Bins BINS =
      new Bins("v1", List.of("42.0"), List.of(10.0), List.of(SAME, SAME, SAME));

  private final Boxes boxes;
  private final RunningBox stable;
  private final Caller caller = new Caller();

  BinsTest(@TempDir Path folder) {
    boxes = new Boxes(folder);
    stable = boxes.box("v1", FakePredictor.fast());
  }

  @AfterEach
  void stopAll() {
    boxes.close();
  }

  private List<Tally.Binned> binned() throws IOException {
    String counts = caller.get(stable.metricsPort(), "/mlbox/counts").body();
    return BoxJson.mapper().readValue(counts, Tally.class).bins();
  }

  @Test
  void everyAnswerOfADrawIsSorted() throws IOException {
    boxes.trial(
        0.5,
        BINS,
        Boxes.route("v1", stable),
        Boxes.route("v2", boxes.box("v2", FakePredictor.fast())));
    for (int i = 0; i < 100; i++) {
      caller.predict(stable, "{\"rows\":[{\"x\":21},{\"x\":1}]}");
      caller.predict(stable, "{\"x\":1}");
    }
    caller.predict(stable, "{\"x\":\"many\"}");
    Tally.Binned binned = binned().get(0);
    assertThat(binned.weight()).isEqualTo(0.5);
    assertThat(binned.stable()[0] + binned.canary()[0]).isEqualTo(100);
    assertThat(binned.stable()[1] + binned.canary()[1]).isEqualTo(100);
    assertThat(Arrays.stream(binned.canary()).sum()).isBetween(60L, 140L);
  }

  @Test
  void withoutBinsNothingIsSorted() throws IOException {
    boxes.trial(
        0.5, Boxes.route("v1", stable), Boxes.route("v2", boxes.box("v2", FakePredictor.fast())));
    caller.predict(stable);
    assertThat(binned()).isEmpty();
  }
}
