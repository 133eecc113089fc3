package dev.mlbox.jenkins.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against reports as the command line wrote them for the flights example. */
class ReportTest {
  private static Report report(String name, int exitCode) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ReportTest.class.getResourceAsStream(name + ".json"))) {
      return Report.of(new String(in.readAllBytes(), StandardCharsets.UTF_8), exitCode);
    }
  }

  @Test
  void aPipelineGetsPlainValues() throws IOException {
    Map<String, Object> map = report("rejected", 1).map();

    assertThat(map.get("outcome")).isEqualTo("REJECTED");
    assertThat(map.get("headline"))
        .isEqualTo(
            "roc_auc 0.5882 (95 % CI 0.5777 … 0.5988) is below 0.65 (mlbox.yaml:11); the baseline"
                + " has 0.7325");
    assertThat(map.get("metrics"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .hasEntrySatisfying(
            "roc_auc", value -> assertThat((Double) value).isBetween(0.588, 0.589));
    assertThat(map.get("findings"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .hasSize(3);
  }

  @Test
  void gatesAndTheMetricsTheyAskForComeFirst() throws IOException {
    Report report = report("rejected", 1);

    assertThat(report.gates().get(1).getVerdict()).isEqualTo("fail");
    assertThat(report.gates().get(1).getPlace()).isEqualTo("mlbox.yaml:12");
    assertThat(report.gates().get(2).getVerdict()).isEqualTo("inconclusive");
    assertThat(report.metrics().subList(0, 2))
        .extracting(MetricPoint::getName)
        .containsExactly("accuracy", "roc_auc");
    assertThat(report.metrics().get(1).getText()).isEqualTo("0.5882 (0.5777 … 0.5988)");
    assertThat(report.slices()).extracting(SliceRow::getName).first().isEqualTo("origin = EWR");
  }

  @Test
  void aRolloutIsToldByItsSteps() throws IOException {
    Report report = report("reverted", 2);

    assertThat(report.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(report.version()).isEqualTo("d6ffab1dbc");
    assertThat(report.steps().get(0).getWeight()).isEqualTo("5 %");
    assertThat(report.steps().get(0).getCanaryText())
        .isEqualTo("55 requests, errors 0.00 %");
    assertThat(report.steps().get(1).getWeight()).isEqualTo("25 %");
  }

  @Test
  void whatOtherSignalsCountedIsNoRequestOfARollout() {
    String batch =
        """
        {"step": 0, "share": 0.5, "signal": "%s",
         "canary": {"requests": %d, "errors": %d}, "stable": {"requests": 10, "errors": 0}}""";
    Report report =
        Report.of(
            "{\"outcome\": \"SUCCEEDED\", \"rollout\": {\"log\": [%s, %s, %s]}}"
                .formatted(
                    batch.formatted("", 100, 1),
                    batch.formatted("drift", 100, 90),
                    batch.formatted("", 100, 1)),
            0);

    assertThat(report.steps())
        .singleElement()
        .extracting(StepRow::getCanaryText, StepRow::getStableText)
        .containsExactly("200 requests, errors 1.00 %", "20 requests, errors 0.00 %");
  }

  @Test
  void aCommandWithoutAResultIsBrokenWhateverItsCodeUnlessItWasNotStarted() {
    assertThat(Report.of("", 0).outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(Report.of("", 1).outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(Report.of("", 2).outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(Report.of("", 4).outcome()).isEqualTo(Outcome.INVALID);
    assertThat(Report.of("", 127).headline())
        .isEqualTo(
            "the command ended with code 127 and no result: there is no mlbox on this agent's path;"
                + " name a tool in the step, or set MLBOX_HOME or MLBOX_JAR");
    assertThat(Report.of("", 137).headline())
        .isEqualTo(
            "the command ended with code 137 and no result: it was killed, perhaps for lack of"
                + " memory; a new build goes on where it stopped");
    assertThat(Report.of("{\"outcome\": \"SUCC", 0).outcome()).isEqualTo(Outcome.BROKEN);
  }

  @Test
  void aReportOfAnotherVersionIsReadAsFarAsItIsUnderstood() {
    Report report =
        Report.of(
            "{\"outcome\": \"SUCCEEDED\", \"checked\": {\"gates\": [1], \"candidate\": null},"
                + " \"rollout\": {\"log\": {}}, \"news\": 1}",
            0);

    assertThat(report.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(report.gates()).isEmpty();
    assertThat(report.metrics()).isEmpty();
    assertThat(report.steps()).isEmpty();
    assertThat(Report.of("{\"outcome\": \"POSTPONED\"}", 0).outcome()).isEqualTo(Outcome.BROKEN);
  }

  @Test
  void aStatusSaysItsLines() {
    Report report =
        Report.of(
            "{\"lines\": [{\"name\": \"stable\", \"what\": \"9f31c0de02 is ready\"}],"
                + " \"record\": {\"stable\": {\"version\": \"9f31c0de02\"}}}",
            0);

    assertThat(report.headline()).isEqualTo("stable 9f31c0de02 is ready");
    assertThat(report.version()).isEqualTo("9f31c0de02");
    assertThat(report.outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void problemsSayWhatWhereAndWhatToDo() {
    Report report =
        Report.of(
            "{\"outcome\": \"INVALID\", \"problems\": [{\"what\": \"unknown key `x`\", \"where\":"
                + " \"mlbox.yaml:5\", \"remedy\": \"did you mean `y`?\"}]}",
            4);

    assertThat(report.problems())
        .isEqualTo(List.of("unknown key `x` (mlbox.yaml:5); remedy: did you mean `y`?"));
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCEEDED, SUCCESS, SUCCESS",
    "REJECTED, FAILURE, UNSTABLE",
    "REVERTED, FAILURE, FAILURE",
    "HALTED, FAILURE, FAILURE",
    "INVALID, FAILURE, FAILURE",
    "BROKEN, FAILURE, FAILURE",
    "SUPERSEDED, NOT_BUILT, NOT_BUILT",
    "INTERRUPTED, ABORTED, ABORTED"
  })
  void theOutcomeTableDecidesTheResultOfTheBuild(
      Outcome outcome, String result, String unstable) {
    assertThat(outcome.buildResult(false)).isEqualTo(result);
    assertThat(outcome.buildResult(true)).isEqualTo(unstable);
  }

  @Test
  void marksAreAtTheLinesThatAskForWhatDidNotPass() throws IOException {
    List<Mark> marks = report("rejected", 1).marks("models/flights/mlbox.yaml");

    assertThat(marks).hasSizeGreaterThan(1);
    assertThat(marks.get(0))
        .isEqualTo(
            new Mark(
                "models/flights/mlbox.yaml",
                11,
                true,
                "roc_auc 0.5882 (95 % CI 0.5777 … 0.5988) is below 0.65 (mlbox.yaml:11); the"
                    + " baseline has 0.7325"));
  }
}
