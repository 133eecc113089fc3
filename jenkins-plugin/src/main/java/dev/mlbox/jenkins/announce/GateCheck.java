package dev.mlbox.jenkins.announce;

import dev.mlbox.jenkins.agent.CommandRun;
import dev.mlbox.jenkins.page.MlboxAction;
import dev.mlbox.jenkins.result.Mark;
import dev.mlbox.jenkins.result.Outcome;
import dev.mlbox.jenkins.result.Report;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.checks.api.ChecksAnnotation.ChecksAnnotationBuilder;
import io.jenkins.plugins.checks.api.ChecksAnnotation.ChecksAnnotationLevel;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails.ChecksDetailsBuilder;
import io.jenkins.plugins.checks.api.ChecksOutput.ChecksOutputBuilder;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.checks.api.ChecksStatus;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * The finding as a check of the commit, where the Checks plugin is installed and something
 * publishes for this build: it does so with the rights of Jenkins, a step needs no token for it.
 */
@Extension(optional = true)
public final class GateCheck implements Announcer {
  @Override
  public String what() {
    return Messages.GateCheck_what();
  }

  @Override
  public void announce(Run<?, ?> run, MlboxAction action, Report report, TaskListener listener)
      throws IOException {
    if (report.gates().isEmpty() && report.problems().isEmpty()) {
      return;
    }
    ChecksOutputBuilder output =
        new ChecksOutputBuilder()
            .withTitle(report.headline())
            .withSummary(String.join("\n", report.summary()))
            .withText(text(action));
    for (Mark mark : report.marks(action.getConfig())) {
      output.addAnnotation(
          new ChecksAnnotationBuilder()
              .withPath(mark.path())
              .withLine(mark.line())
              .withAnnotationLevel(
                  mark.blocks() ? ChecksAnnotationLevel.FAILURE : ChecksAnnotationLevel.WARNING)
              .withTitle(action.getDisplayName())
              .withMessage(mark.message())
              .build());
    }
    ChecksPublisherFactory.fromRun(run, listener)
        .publish(
            new ChecksDetailsBuilder()
                .withName(action.getDisplayName())
                .withStatus(ChecksStatus.COMPLETED)
                .withConclusion(conclusion(report.outcome()))
                .withOutput(output.build())
                .build());
  }

  private static ChecksConclusion conclusion(Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> ChecksConclusion.SUCCESS;
      case SUPERSEDED, INTERRUPTED -> ChecksConclusion.NEUTRAL;
      case REJECTED, REVERTED, HALTED, INVALID, BROKEN -> ChecksConclusion.FAILURE;
    };
  }

  private static String text(MlboxAction action) throws IOException {
    File file = new File(action.folder(), CommandRun.TEXT);
    return file.isFile() ? Files.readString(file.toPath(), StandardCharsets.UTF_8) : "";
  }
}
