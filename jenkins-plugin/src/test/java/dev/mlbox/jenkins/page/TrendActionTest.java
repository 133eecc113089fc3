package dev.mlbox.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.jenkins.Commands;
import dev.mlbox.jenkins.LocalJob;
import dev.mlbox.jenkins.LocalRun;
import dev.mlbox.jenkins.command.Verb;
import dev.mlbox.jenkins.result.Report;
import dev.mlbox.jenkins.result.TrendChart;
import hudson.security.ACL;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrendActionTest {
  private static final String REPORT =
      """
      {"outcome": "SUCCEEDED", "checked": {
        "candidate": {"metrics": {"roc_auc": {"value": %s}}},
        "gates": {"findings": [{"gate": {"text": "roc_auc >= 0.7"}, "verdict": "PASS"}]}}}
      """;

  @TempDir private Path folder;

  @Test
  void aBuildThatHasCheckedAndDeployedHasOnePoint() throws IOException {
    LocalRun run = new LocalRun(folder);
    Commands commands = new Commands(folder);
    commands.action(run, Verb.CHECK).end(Report.of(REPORT.formatted("0.71"), 0));
    commands.action(run, Verb.DEPLOY).end(Report.of(REPORT.formatted("0.72"), 0));

    List<TrendChart> charts = new TrendAction(new OneBuild(run)).getCharts();

    assertThat(charts).hasSize(1);
    assertThat(charts.get(0).getPoints())
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.metric().getValue()).isEqualTo(0.72);
              assertThat(point.link()).isEqualTo("1/mlbox-2/");
            });
  }

  private static final String CHECKED = REPORT.formatted("0.71");

  private static String rolledOut(String outcome) {
    return CHECKED
        .replace("SUCCEEDED", outcome)
        .replaceFirst("\\{", "{\"rollout\": {\"outcome\": \"%s\"}, ".formatted(outcome));
  }

  private String end(LocalRun run) {
    return new TrendAction(new OneBuild(run)).getCharts().get(0).getPoints().get(0).end();
  }

  /** All of them were a green circle. */
  @Test
  void whatWasPromotedIsToldFromWhatOnlyPassed() throws IOException {
    Commands commands = new Commands(folder);
    LocalRun checked = new LocalRun(folder);
    commands.action(checked, Verb.CHECK).end(Report.of(CHECKED, 0));
    LocalRun promoted = new LocalRun(folder);
    commands.action(promoted, Verb.DEPLOY).end(Report.of(rolledOut("SUCCEEDED"), 0));
    LocalRun left = new LocalRun(folder);
    commands.action(left, Verb.DEPLOY).end(Report.of(CHECKED, 0));
    LocalRun reverted = new LocalRun(folder);
    commands.action(reverted, Verb.DEPLOY).end(Report.of(rolledOut("REVERTED"), 2));

    assertThat(end(checked)).isEqualTo("check passed, not promoted");
    assertThat(end(promoted)).isEqualTo("promoted");
    assertThat(end(left)).isEqualTo("deploy passed, not promoted");
    assertThat(end(reverted)).isEqualTo("reverted");
  }

  @Test
  void whatAPersonTookBackIsReverted() throws IOException {
    LocalRun run = new LocalRun(folder);
    MlboxAction deploy = new Commands(folder).action(run, Verb.DEPLOY);
    deploy.end(Report.of(rolledOut("SUCCEEDED"), 0));
    MlboxAction byHand = MlboxActions.byHand(deploy, Verb.REVERT, "ana");
    byHand.fail("no agent came");
    assertThat(end(run)).isEqualTo("promoted");
    byHand.end(Report.of("{\"outcome\": \"SUCCEEDED\"}", 0));

    assertThat(end(run)).isEqualTo("reverted by ana");
  }

  /** The report of an order to take a canary to 0 is that of a success: it was shown as promoted. */
  @Test
  void whatAnAbortedFollowTookBackIsReverted() throws IOException {
    LocalRun run = new LocalRun(folder);
    MlboxAction deploy = new Commands(folder).action(run, Verb.DEPLOY);
    deploy.end(Report.of(CHECKED, 0));
    MlboxAction followed = MlboxActions.follow(deploy, "");
    followed.end(Report.of("{\"outcome\": \"SUCCEEDED\"}", 0), Verb.REVERT);
    assertThat(end(run)).isEqualTo("reverted");

    followed.end(Report.of("{\"outcome\": \"SUCCEEDED\"}", 0), Verb.FOLLOW);
    assertThat(end(run)).isEqualTo("promoted");
  }

  /** Two rollouts of one file, to staging and then to production. */
  @Test
  void whatAPersonTookBackLeavesTheOtherRolloutOfTheBuildAsItWas() throws IOException {
    LocalRun run = new LocalRun(folder);
    Commands commands = new Commands(folder);
    MlboxAction staging = commands.action(run, Verb.DEPLOY);
    staging.end(Report.of(rolledOut("SUCCEEDED"), 0));
    MlboxAction production = commands.action(run, Verb.DEPLOY);
    production.end(Report.of(rolledOut("SUCCEEDED"), 0));
    MlboxAction byHand = MlboxActions.byHand(staging, Verb.REVERT, "ana");
    byHand.end(Report.of("{\"outcome\": \"SUCCEEDED\"}", 0));

    assertThat(MlboxActions.isEndOf(byHand, staging)).isTrue();
    assertThat(MlboxActions.isEndOf(byHand, production)).isFalse();
    assertThat(end(run)).isEqualTo("promoted");
  }

  /** A job that was built once. */
  private static final class OneBuild extends LocalJob {
    private final LocalRun run;

    OneBuild(LocalRun run) {
      this.run = run;
    }

    @Override
    public LocalRun getLastBuild() {
      return run;
    }

    @Override
    public ACL getACL() {
      throw new UnsupportedOperationException("nobody asks");
    }
  }
}
