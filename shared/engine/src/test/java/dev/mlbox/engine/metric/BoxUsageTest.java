package dev.mlbox.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.judge.OwnMetric;
import dev.mlbox.core.judge.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoxUsageTest {
  private long nanos;
  private final BoxUsage usage = new BoxUsage(() -> nanos);

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
    return usage.of(OwnMetric.Usage.CPU, "v1", tallies);
  }

  @Test
  void memoryIsTheMeanOfTheBoxesThatSay() {
    Map<String, Tally> three =
        Map.of(
            "a", tally("x", 100, 0, 0),
            "b", tally("y", 300, 0, 0),
            "c", new Tally("v1", "z", List.of()));
    assertThat(usage.of(OwnMetric.Usage.MEMORY, "v1", three)).isEqualTo(200);
    assertThat(usage.of(OwnMetric.Usage.MEMORY, "v1", Map.of("c", new Tally("v1", "z", List.of()))))
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

  /**
   * Readings of both versions every five seconds for a minute: the canary's divided by the stable
   * version's, where both are numbers. A box needs 40 ms a second by itself, and 2 ms a request.
   *
   * @param canaryMillis that a request costs the canary
   */
  private List<Double> ratios(double stableRate, double canaryRate, double canaryMillis) {
    List<Double> ratios = new ArrayList<>();
    BoxUsage minute = new BoxUsage(() -> nanos);
    for (int second = 0; second <= 60; second += 5) {
      nanos = second * 1_000_000_000L;
      double stable =
          minute.of(OwnMetric.Usage.CPU, "v1", Map.of("a", after("x", second, stableRate, 2)));
      double canary =
          minute.of(
              OwnMetric.Usage.CPU, "v2", Map.of("b", after("y", second, canaryRate, canaryMillis)));
      if (!Double.isNaN(canary / stable)) {
        ratios.add(canary / stable);
      }
    }
    return ratios;
  }

  private static Tally after(String boot, int second, double rate, double millis) {
    long answered = Math.round(second * rate);
    return tally(boot, 0, Math.round(40 * second + millis * answered), answered);
  }

  @Test
  void anEqualCanaryIsNoMoreExpensiveForItsFewRequests() {
    assertThat(ratios(20, 1, 2)).isEmpty();
  }

  @Test
  void anExpensiveCanaryIsSeenOnceItHasAsManyRequests() {
    assertThat(ratios(20, 1, 20)).isEmpty();
    assertThat(ratios(20, 18, 20)).hasSizeGreaterThan(8).allMatch(ratio -> ratio > 4);
    assertThat(ratios(20, 18, 2)).isNotEmpty().allMatch(ratio -> ratio < 1.1);
  }
}
