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
