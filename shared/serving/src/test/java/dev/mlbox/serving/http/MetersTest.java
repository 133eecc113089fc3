package dev.mlbox.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.split.Arm;
import dev.mlbox.serving.split.LeaseClock;
import io.vertx.core.buffer.Buffer;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetersTest {
  private final Meters meters = new Meters(new LeaseClock(System::nanoTime));

  private void answered(String version, Arm arm) {
    meters.count(new Answer(200, "", Buffer.buffer(), version, 1_000), arm, false);
  }

  private Set<String> versions(String meter) {
    return Pattern.compile("(?m)^" + meter + "\\{[^}]*version=\"([^\"]+)\"")
        .matcher(meters.scrape())
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void aBoxThatLivesThroughManyRolloutsForgetsTheirCanaries() {
    for (int i = 0; i < 200; i++) {
      answered("stable", Arm.STABLE);
      answered("canary-" + i, Arm.CANARY);
    }
    assertThat(versions("mlbox_requests_total"))
        .hasSize(Recent.MOST)
        .contains("stable", "canary-199", "canary-191")
        .doesNotContain("canary-190");
    assertThat(versions("mlbox_handler_seconds_count")).isEqualTo(versions("mlbox_requests_total"));
    assertThat(meters.scrape())
        .as("who is asked all the time is counted from the beginning")
        .containsPattern("mlbox_requests_total\\{[^}]*version=\"stable\"[^}]*} 200\\.0");
  }

  @Test
  void aVersionThatComesBackIsCountedAnew() {
    answered("old", Arm.OWN);
    for (int i = 0; i < Recent.MOST; i++) {
      answered("v" + i, Arm.CANARY);
    }
    assertThat(versions("mlbox_requests_total")).doesNotContain("old");
    answered("old", Arm.OWN);
    assertThat(versions("mlbox_requests_total")).contains("old").hasSize(Recent.MOST);
  }
}
