package dev.mlbox.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.jenkins.Commands;
import dev.mlbox.jenkins.LocalRun;
import dev.mlbox.jenkins.agent.CommandRun;
import dev.mlbox.jenkins.agent.Terms;
import dev.mlbox.jenkins.command.Verb;
import dev.mlbox.jenkins.result.Report;
import dev.mlbox.jenkins.settings.CredentialIds;
import hudson.model.Computer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Buttons of a build whose agent, one of a cloud, was gone as soon as the build was over. */
class BorrowedAgentTest {
  private static final Computer AGENT = new Computer() {};

  @TempDir private Path folder;
  private LocalRun run = new LocalRun(Path.of(""));

  @BeforeEach
  void aBuildThatIsOver() throws IOException {
    run = new LocalRun(folder);
    run.building = false;
    Files.writeString(folder.resolve("log"), "Finished: SUCCESS\n");
  }

  private static Place place(String labels) {
    CredentialIds none = new CredentialIds("", "", "", "");
    return new Place(
        "pod-1", "/w", new Terms("mlbox.yaml", Map.of(), "", none), Map.of(), labels);
  }

  private MlboxAction revert() throws IOException {
    return MlboxActions.byHand(deploy(), Verb.REVERT, "ana");
  }

  private MlboxAction deploy() {
    return new Commands(folder).action(run, Verb.DEPLOY);
  }

  private static Path keep(MlboxAction deploy, String configuration) throws IOException {
    Files.createDirectories(deploy.folder().toPath());
    Path kept = deploy.folder().toPath().resolve(CommandRun.CONFIG);
    return Files.writeString(kept, configuration);
  }

  /** Nobody saves a build that is over: a controller's restart left no trace of who asked. */
  @Test
  void whoAskedIsKeptWhenTheCommandBegins() throws IOException {
    MlboxAction deploy = deploy();
    assertThat(run.saved).isZero();

    MlboxAction action = MlboxActions.byHand(deploy, Verb.REVERT, "ana");

    assertThat(run.saved).isEqualTo(1);
    assertThat(action.getUser()).isEqualTo("ana");
    assertThat(action.place()).isEqualTo(deploy.place());
  }

  /** A revert on the page of a promotion by hand took the file of the build's last deploy. */
  @Test
  void whatGoesOnFromACommandByHandHasTheConfigurationOfItsDeploy() throws IOException {
    MlboxAction flights = deploy();
    Path kept = keep(flights, "model: flights\n");
    keep(deploy(), "model: churn\n");

    MlboxAction promoted = MlboxActions.byHand(flights, Verb.PROMOTE, "ana");
    MlboxAction reverted = MlboxActions.byHand(promoted, Verb.REVERT, "ana");

    assertThat(MlboxActions.configuration(promoted)).contains(kept.toFile());
    assertThat(MlboxActions.configuration(reverted)).contains(kept.toFile());
  }

  @Test
  void aDeployWhoseConfigurationIsNotKeptIsNotGivenThatOfAnother() throws IOException {
    keep(deploy(), "model: flights\n");
    MlboxAction churn = deploy();

    assertThat(MlboxActions.configuration(churn)).isEmpty();
    assertThat(MlboxActions.configuration(MlboxActions.byHand(churn, Verb.REVERT, "ana")))
        .isEmpty();
  }

  @Test
  void whatAVersionBeforeWroteByHandHasAConfigurationWhereOneDeployAloneIsMeant()
      throws IOException {
    MlboxAction flights = deploy();
    Path kept = keep(flights, "model: flights\n");
    MlboxAction before = new MlboxAction(2, Verb.PROMOTE, flights.place().orElseThrow(), "ana", 0);
    run.addAction(before);
    assertThat(MlboxActions.configuration(before)).contains(kept.toFile());
    keep(deploy(), "model: churn\n");
    MlboxAction after = new MlboxAction(4, Verb.PROMOTE, flights.place().orElseThrow(), "ana", 0);
    run.addAction(after);

    assertThat(MlboxActions.configuration(after)).isEmpty();
  }

  @Test
  void aRolloutThatAPersonPromotedIsFollowedAllTheSame() throws IOException {
    MlboxAction flights = deploy();
    flights.end(Report.of("{\"outcome\": \"SUCCEEDED\", \"release\": {\"version\": \"9f31\"}}", 0));
    MlboxAction churn = deploy();
    churn.end(Report.of("{\"outcome\": \"SUCCEEDED\", \"release\": {\"version\": \"0a1b\"}}", 0));
    MlboxActions.byHand(churn, Verb.PROMOTE, "ana");

    assertThat(MlboxActions.toFollow(run)).contains(churn);
  }

  private PrintStream log() throws IOException {
    return new PrintStream(
        Files.newOutputStream(folder.resolve("by-hand.log")), true, StandardCharsets.UTF_8);
  }

  @Test
  void theFirstAgentThatComesDoesIt() throws IOException {
    MlboxAction action = revert();
    AtomicInteger done = new AtomicInteger();
    BorrowedAgent waiting =
        new BorrowedAgent(
            action,
            log(),
            (agent, out) -> {
              done.incrementAndGet();
              return Report.of("{\"outcome\": \"SUCCEEDED\", \"headline\": \"back at 9f31\"}", 0);
            });

    waiting.visit(AGENT);
    waiting.visit(AGENT);
    waiting.giveUp();

    assertThat(done).hasValue(1);
    assertThat(action.getOutcome()).isEqualTo("SUCCEEDED");
    assertThat(folder.resolve("log"))
        .hasContent("Finished: SUCCESS\nmlbox: revert by ana: SUCCEEDED back at 9f31\n");
  }

  @Test
  void whereNoAgentComesItIsSaidWhatToDo() throws IOException {
    MlboxAction action = revert();

    new BorrowedAgent(
            action,
            log(),
            (agent, out) -> {
              throw new IOException("not asked");
            })
        .giveUp();

    assertThat(action.getOutcome()).isEqualTo("BROKEN");
    assertThat(action.getHeadline())
        .isEqualTo(
            "No agent came in 10 minutes that may have this build's credentials: agent. Bring one back that has the command line and a way to where the model serves, and ask again; or run the mlboxPromote or mlboxRevert step in a new build, on an agent of its own choice.");
  }

  @Test
  void anAgentThatGoesAwayIsSaid() throws IOException {
    MlboxAction action = revert();

    new BorrowedAgent(
            action,
            log(),
            (agent, out) -> {
              throw new IOException("the agent b went away");
            })
        .visit(AGENT);

    assertThat(action.getHeadline()).isEqualTo("the agent b went away");
    assertThat(folder.resolve("log")).content().contains("revert by ana: the agent b went away");
  }

  @Test
  void anAgentLikeTheBuildsOwnHasItsLabels() {
    assertThat(place("linux gpu 4 x86_64 a+b").likeIt())
        .isEqualTo("linux && gpu && 4 && x86_64 && \"a+b\"");
    assertThat(place("\"my label\" linux").likeIt()).isEqualTo("\"my label\" && linux");
  }

  /** Any agent that was free got the kubeconfig, those that serve forks' pull requests included. */
  @Test
  void whereLabelsSayNothingTheBuildsOwnAgentAloneMayHaveItsCredentials() {
    assertThat(place(" ").likeIt()).isEqualTo("pod-1");
    assertThat(new Place("my pod", "/w", place("").terms(), Map.of(), "").likeIt())
        .isEqualTo("\"my pod\"");
  }

  @Test
  void agentsThatTheStepNamesWhichFollowsTheRolloutMayHaveThem() {
    MlboxAction deploy = new MlboxAction(1, Verb.DEPLOY, place("pod-7"), "", 0);
    run.addAction(deploy);
    MlboxAction other = new MlboxAction(2, Verb.DEPLOY, place("pod-7"), "", 0);
    run.addAction(other);
    assertThat(MlboxActions.agents(deploy)).isEqualTo("pod-7");

    MlboxAction followed = MlboxActions.follow(deploy, "deployers && linux");

    assertThat(MlboxActions.agents(deploy)).isEqualTo("(pod-7) || (deployers && linux)");
    assertThat(MlboxActions.agents(followed)).isEqualTo("(pod-7) || (deployers && linux)");
    assertThat(MlboxActions.agents(other)).isEqualTo("pod-7");
    MlboxActions.follow(other, "");
    assertThat(MlboxActions.agents(other)).isEqualTo("pod-7");
  }

  private MlboxAction asked(Place place) throws IOException {
    MlboxAction deploy = new MlboxAction(1, Verb.DEPLOY, place, "", 0);
    run.addAction(deploy);
    MlboxAction action = MlboxActions.byHand(deploy, Verb.REVERT, "ana");
    new BorrowedAgent(
            action,
            log(),
            (agent, out) -> {
              throw new IOException("not asked");
            })
        .ask(place.node());
    return action;
  }

  /** To Jenkins' queue, no label is any agent. */
  @Test
  void whereNothingSaysWhichAgentNobodyIsAsked() throws IOException {
    MlboxAction action = asked(new Place("", "/w", place("").terms(), Map.of(), ""));

    assertThat(action.isRunning()).isFalse();
    assertThat(action.getHeadline())
        .startsWith("Nothing says which agent beside the build's own () may have its credentials.")
        .endsWith("run the mlboxPromote or mlboxRevert step in a new build.");
  }

  /** The page of such a command ran until the controller's restart. */
  @Test
  void labelsThatAreNoExpressionEndTheCommand() throws IOException {
    MlboxAction action = asked(place("a&&"));

    assertThat(action.isRunning()).isFalse();
    assertThat(action.getHeadline()).startsWith("No agent can be asked for by the labels \"a&&\" (");
    assertThat(folder.resolve("by-hand.log")).content().contains("No agent can be asked for");
  }

  @Test
  void whatIsKeptIsTheConfigurationOfTheRolloutThatIsGoneOnFrom() throws IOException {
    Commands commands = new Commands(folder);
    MlboxAction first = commands.action(run, Verb.DEPLOY);
    assertThat(MlboxActions.configuration(first)).isEmpty();
    first.end(Report.of("{\"outcome\": \"SUCCEEDED\", \"release\": {\"version\": \"9f31\"}}", 0));
    Path kept = first.folder().toPath().resolve(CommandRun.CONFIG);
    Files.createDirectories(first.folder().toPath());
    Files.writeString(kept, "model: flights\n");
    MlboxAction other = commands.action(run, Verb.DEPLOY);
    Files.createDirectories(other.folder().toPath());
    Files.writeString(other.folder().toPath().resolve(CommandRun.CONFIG), "model: churn\n");
    MlboxAction followed =
        new MlboxAction(3, Verb.FOLLOW, first.place().orElseThrow(), "", first.id());
    followed.onAttached(run);

    assertThat(MlboxActions.configuration(first)).contains(kept.toFile());
    assertThat(MlboxActions.configuration(followed)).contains(kept.toFile());
    assertThat(MlboxActions.configuration(other).orElseThrow()).hasContent("model: churn\n");
  }
}
