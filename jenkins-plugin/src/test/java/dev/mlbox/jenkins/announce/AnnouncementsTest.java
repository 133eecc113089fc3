package dev.mlbox.jenkins.announce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.jenkins.Commands;
import dev.mlbox.jenkins.LocalRun;
import dev.mlbox.jenkins.command.Verb;
import dev.mlbox.jenkins.page.MlboxAction;
import dev.mlbox.jenkins.result.Report;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnouncementsTest {
  private static final Report REPORT = Report.of("{\"outcome\": \"REJECTED\"}", 1);

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();

  /** Remembers what it was told, or cannot be told. */
  private final class Remembering implements Announcer {
    private final boolean isAway;

    Remembering(boolean isAway) {
      this.isAway = isAway;
    }

    @Override
    public String what() {
      return "the finding";
    }

    @Override
    public void announce(Run<?, ?> run, MlboxAction action, Report report, TaskListener listener) {
      if (isAway) {
        throw new NoClassDefFoundError("io/jenkins/plugins/checks/api/ChecksDetails");
      }
      told.add(report.outcome().name());
    }
  }

  @Test
  void oneThatCannotBeToldChangesNothingForTheOthers() throws Exception {
    Commands commands = new Commands(folder);
    LocalRun run = new LocalRun(folder);
    MlboxAction action = commands.action(run, Verb.CHECK);

    new Announcements(List.of(new Remembering(true), new Remembering(false)))
        .of(run, action, REPORT, commands.site().listener());

    assertThat(told).containsExactly("REJECTED");
    assertThat(commands.log())
        .isEqualToIgnoringNewLines(
            "mlbox: the finding could not be passed on: java.lang.NoClassDefFoundError:"
                + " io/jenkins/plugins/checks/api/ChecksDetails; the verdict stands");
  }

  @Test
  void aResultIsAnnouncedOnceWhateverControllerFindsIt() throws Exception {
    Commands commands = new Commands(folder);
    LocalRun run = new LocalRun(folder);
    MlboxAction action = commands.action(run, Verb.CHECK);
    Announcements announcements = new Announcements(List.of(new Remembering(false)));

    announcements.of(run, action, REPORT, commands.site().listener());
    action.end(REPORT);
    announcements.of(run, action, REPORT, commands.site().listener());

    assertThat(told).hasSize(1);
  }
}
