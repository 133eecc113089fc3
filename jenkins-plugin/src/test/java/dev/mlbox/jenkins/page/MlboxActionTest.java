package dev.mlbox.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.jenkins.Commands;
import dev.mlbox.jenkins.LocalRun;
import dev.mlbox.jenkins.agent.Site;
import dev.mlbox.jenkins.command.Verb;
import dev.mlbox.jenkins.result.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kohsuke.stapler.HttpResponses.HttpResponseException;

class MlboxActionTest {
  @TempDir private Path folder;
  private LocalRun run = new LocalRun(Path.of(""));

  @BeforeEach
  void build() {
    run = new LocalRun(folder);
  }

  private MlboxAction action(Verb verb) {
    return new Commands(folder).action(run, verb);
  }

  @Test
  void aCommandByHandRunsWhenItsBuildIsLongOver() throws IOException {
    MlboxAction action = action(Verb.PROMOTE);
    run.building = false;
    action.following(new ByteArrayOutputStream());

    assertThat(action.isRunning()).isTrue();
    assertThat(action.getOutcome()).isEmpty();

    action.end(Report.of("{\"outcome\": \"SUCCEEDED\", \"headline\": \"promoted\"}", 0));

    assertThat(action.isRunning()).isFalse();
    assertThat(action.getOutcome()).isEqualTo("SUCCEEDED");
    assertThat(run.saved).isEqualTo(1);
  }

  @Test
  void aCommandThatABuildHasLeftWithoutAResultIsBroken() {
    MlboxAction action = action(Verb.DEPLOY);
    run.building = false;

    assertThat(action.isRunning()).isFalse();
    assertThat(action.getOutcome()).isEqualTo("BROKEN");
  }

  @Test
  void aButtonWithoutAReasonIsRefusedAndNothingBegins() throws IOException {
    MlboxAction action = action(Verb.DEPLOY);

    assertThat(action.doPromote(null)).isInstanceOf(HttpResponseException.class);
    assertThat(action.doRevert(" ")).isInstanceOf(HttpResponseException.class);
    assertThat(run.getActions(MlboxAction.class)).containsExactly(action);
  }

  @Test
  void aCommandByHandFindsTheCommandLineWhereTheBuildDid() {
    Site site = new Commands(folder).site();
    site.environment().put("MLBOX_JAR", "/opt/mlbox.jar");

    MlboxAction action = MlboxActions.begin(run, Commands.of(Verb.DEPLOY), site, "agent", "");

    assertThat(action.place())
        .hasValueSatisfying(
            place -> assertThat(place.programs()).containsExactlyEntriesOf(
                Map.of("MLBOX_JAR", "/opt/mlbox.jar")));
  }

  @Test
  void whatWasLeftToAPilotIsFollowedWithTheSameTerms() throws IOException {
    MlboxAction deploy = action(Verb.DEPLOY);
    assertThat(MlboxActions.toFollow(run)).as("before it has boxed anything").isEmpty();
    deploy.end(Report.of("{\"outcome\": \"SUCCEEDED\", \"release\": {\"version\": \"9f31\"}}", 0));
    assertThat(MlboxActions.toFollow(run)).contains(deploy);

    MlboxAction followed = MlboxActions.follow(deploy, "");

    assertThat(followed.getDisplayName()).isEqualTo("mlbox follow");
    assertThat(followed.place()).isEqualTo(deploy.place());
    assertThat(followed.isChangeable()).isTrue();
    assertThat(MlboxActions.isEndOf(followed, deploy)).as("while it is under way").isFalse();
    followed.end(Report.of("{\"outcome\": \"REVERTED\", \"headline\": \"worse\"}", 2));
    assertThat(MlboxActions.isEndOf(followed, deploy)).isTrue();
    assertThat(MlboxActions.isEndOf(deploy, followed)).isFalse();
  }

  @Test
  void eachOfTwoRolloutsOfABuildIsFollowedOnce() throws IOException {
    MlboxAction flights = action(Verb.DEPLOY);
    flights.end(Report.of("{\"outcome\": \"SUCCEEDED\", \"release\": {\"version\": \"9f31\"}}", 0));
    MlboxAction churn = action(Verb.DEPLOY);
    churn.end(Report.of("{\"outcome\": \"SUCCEEDED\", \"release\": {\"version\": \"0a1b\"}}", 0));

    assertThat(MlboxActions.toFollow(run)).contains(churn);
    MlboxActions.follow(churn, "");
    assertThat(MlboxActions.toFollow(run)).contains(flights);
    MlboxActions.follow(flights, "");
    assertThat(MlboxActions.toFollow(run)).as("once more").contains(churn);
  }

  @Test
  void eachCommandOfABuildHasAPlaceOfItsOwn() {
    MlboxAction first = action(Verb.CHECK);
    MlboxAction second = action(Verb.DEPLOY);

    assertThat(action(Verb.CHECK).getDisplayName()).isEqualTo("mlbox check (2)");
    assertThat(second.getDisplayName()).isEqualTo("mlbox deploy");
    assertThat(first.getUrlName()).isEqualTo("mlbox");
    assertThat(second.getUrlName()).isEqualTo("mlbox-2");
    assertThat(first.folder()).isNotEqualTo(second.folder());
  }
}
