package dev.mlbox.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.judge.OwnMetric;
import dev.mlbox.core.judge.Tally;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoxUsageTest {
  private final BoxUsage usage = new BoxUsage();

  private static Tally tally(String boot, long memory, long cpuMillis, long answered) {
    return new Tally(
        "v1",
        boot,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        new Tally.Usage(memory, cpuMillis, answered));
  }

  private double cpu(Map<String, Tally> tallies) {
    return usage.of(OwnMetric.Usage.CPU, tallies);
  }

  @Test
  void memoryIsTheMeanOfTheBoxesThatSay() {
    Map<String, Tally> three =
        Map.of(
            "a", tally("x", 100, 0, 0),
            "b", tally("y", 300, 0, 0),
            "c", new Tally("v1", "z", List.of()));
    assertThat(usage.of(OwnMetric.Usage.MEMORY, three)).isEqualTo(200);
    assertThat(usage.of(OwnMetric.Usage.MEMORY, Map.of("c", new Tally("v1", "z", List.of()))))
        .isNaN();
  }

  @Test
  void processorTimeIsThatOfTheRequestsSinceTheReadingBefore() {
    assertThat(cpu(Map.of("a", tally("x", 0, 9000, 10)))).isNaN();
    assertThat(cpu(Map.of("a", tally("x", 0, 9040, 20)))).isNaN();
    assertThat(cpu(Map.of("a", tally("x", 0, 9060, 40)))).isEqualTo(2);
    assertThat(cpu(Map.of("a", tally("x", 0, 9110, 60), "b", tally("x", 0, 5000, 1))))
        .isEqualTo(2.5);
    assertThat(cpu(Map.of("a", tally("y", 0, 4000, 40)))).isNaN();
  }
}
