package dev.mlbox.engine.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.plan.Step;
import dev.mlbox.engine.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficReportTest {
  private static final String URL = "http://127.0.0.1:8080/predict";

  private static TrafficReport report() {
    Tally tally = new Tally();
    for (int i = 1; i <= 97; i++) {
      tally.answered(i <= 90 ? "9f31c0de12" : null, i, i / 10.0);
    }
    tally.failed("connection refused", "127.0.0.1:8080");
    tally.failed("HTTP 503", "no model");
    tally.failed("HTTP 503", "still none");
    return tally.report(100, new TrafficReport.Pace(URL, 10.04, 10, 9.96, false));
  }

  @Test
  void saysWhatBecameOfTheRequests() {
    assertThat(report().lines())
        .containsExactly(
            new Step("traffic", "100 requests to " + URL + " in 10.0 s, 10.0 a second"),
            new Step("latency", "p50 0.0 ms, p90 0.1 ms, p99 0.1 ms, at most 0.1 ms"),
            new Step("answered", "9f31c0de12  90 times, first after 0.1 s, last after 9.0 s"),
            new Step("answered", "(none)  7 times, first after 9.1 s, last after 9.7 s"),
            new Step("failed", "3 of 100 requests"),
            new Step("failed", "2 × HTTP 503: no model"),
            new Step("failed", "1 × connection refused: 127.0.0.1:8080"));
  }

  @Test
  void saysWhenItWasTooSlowOrStopped() {
    TrafficReport report =
        new Tally().report(1200, new TrafficReport.Pace(URL, 2, 1000, 600, true));
    assertThat(report.lines())
        .containsExactly(
            new Step(
                "traffic",
                "1,200 requests to "
                    + URL
                    + " in 2.0 s, 600.0 a second of 1000.0; stopped before its time"),
            new Step("failed", "1,200 of 1,200 requests"),
            new Step("failed", "1,200 × no answer before the end: stopped while waiting for it"));
    assertThat(report.latency()).isNull();
  }

  @Test
  void whatWasNotSentHasNotFailed() {
    Tally tally = new Tally();
    tally.answered("9f31c0de12", 1, 0.1);
    tally.unsent();
    TrafficReport report = tally.report(2, new TrafficReport.Pace(URL, 1, 2, 2, false));

    assertThat(report.failures()).isZero();
    assertThat(report.lines())
        .contains(
            new Step("unsent", "1 of 2 requests, because 256 had no answer yet"),
            new Step("failed", "0 of 1 requests"));
  }

  @Test
  void isForMachinesToo() {
    assertThat(Json.write(report()))
        .isEqualTo(
            "{\"answers\":["
                + "{\"count\":90,\"first\":0.1,\"last\":9.0,\"version\":\"9f31c0de12\"},"
                + "{\"count\":7,\"first\":9.1,\"last\":9.7,\"version\":\"(none)\"}],"
                + "\"failed\":["
                + "{\"count\":2,\"example\":\"no model\",\"kind\":\"HTTP 503\"},"
                + "{\"count\":1,\"example\":\"127.0.0.1:8080\",\"kind\":\"connection refused\"}],"
                + "\"failures\":3,"
                + "\"latency\":{\"max\":0.097,\"p50\":0.049,\"p90\":0.088,\"p99\":0.097},"
                + "\"pace\":{\"achieved\":9.96,\"seconds\":10.04,\"stopped\":false,"
                + "\"url\":\"http://127.0.0.1:8080/predict\",\"wanted\":10.0},"
                + "\"requests\":100,"
                + "\"unsent\":0}");
  }

  @Test
  void hasNoAnswersOfItsOwn() {
    assertThat(new Tally().report(0, new TrafficReport.Pace(URL, 1, 1, 1, false)).failed())
        .isEqualTo(List.of());
  }
}
