package dev.mlbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.plan.Step;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.box.BoxClasspath;
import dev.mlbox.engine.git.TestRepository;
import dev.mlbox.engine.project.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A project that deploys nothing with mlbox: what its checks are compared with. */
@Timeout(120)
class CheckedBaselineTest {
  private static final Path FIXTURES = Path.of("../../src/examples/fixtures");
  private static final String FIRST =
      "accuracy >= baseline - 0.05: first evaluation, nothing to compare with; ";

  @TempDir private Path root;
  private Path folder = Path.of("");
  private TestRepository repository;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> told = new CopyOnWriteArrayList<>();

  @BeforeEach
  void aProject() throws Exception {
    folder = Files.createDirectory(root.toRealPath().resolve("tiny"));
    repository = TestRepository.at(folder);
    Files.copy(FIXTURES.resolve("tiny-table.csv"), folder.resolve("test.csv"));
    repository.write(".gitignore", ".mlbox/\n");
    repository.write(
        "mlbox.yaml",
        """
        model: tiny
        load: answers.csv
        evaluate: {data: test.csv, target: bought, gates: [accuracy >= baseline - 0.05]}
        """);
    commit(0);
  }

  @AfterEach
  void close() {
    repository.close();
  }

  /** Answers of a model that errs in so many of the first rows where another one is right. */
  private static String answers(int flipped) throws IOException {
    List<String> lines = new ArrayList<>(List.of("prediction"));
    Files.readAllLines(FIXTURES.resolve("tiny-binary.expected.csv")).stream()
        .skip(1)
        .map(line -> line.substring(0, 1))
        .map(label -> lines.size() <= flipped ? opposite(label) : label)
        .forEach(lines::add);
    return String.join("\n", lines) + "\n";
  }

  private static String opposite(String label) {
    return label.equals("1") ? "0" : "1";
  }

  private String commit(int flipped) throws IOException, GitAPIException {
    return repository.commit("answers.csv", answers(flipped));
  }

  private Mlbox mlbox(String... settings) {
    return Mlbox.open(invocation(settings));
  }

  private Invocation invocation(String... settings) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("PATH", System.getenv().getOrDefault("PATH", ""));
    return new Invocation(
        folder.resolve("mlbox.yaml"),
        Stream.of(settings)
            .map(pair -> pair.split("=", 2))
            .map(pair -> new Invocation.Assignment(pair[0], pair[1], "--set " + pair[0]))
            .toList(),
        all,
        BoxClasspath.running(),
        event -> {
          if (event instanceof Event.Noted note) {
            told.add(note.step() + " " + note.text());
          } else if (event instanceof Event.Finished done && done.step().equals("gate")) {
            told.add(done.mark() + " " + done.what());
          }
        },
        "check");
  }

  private RunReport check(String... settings) {
    told.clear();
    return mlbox(settings).run(Goal.CHECK);
  }

  private String against(String... settings) {
    return Objects.requireNonNull(check(settings).checked()).baselineOrigin();
  }

  private void origin() throws Exception {
    TestRepository.bare(root.resolve("origin.git"));
    repository
        .git()
        .remoteAdd()
        .setName("origin")
        .setUri(new URIish(root.resolve("origin.git").toUri().toString()))
        .call();
    repository.git().push().add("HEAD:refs/heads/main").call();
  }

  private long kept() throws Exception {
    var records = repository.git().getRepository().resolve("refs/mlbox/baselines/tiny");
    if (records == null) {
      return 0;
    }
    try (var walk = new org.eclipse.jgit.treewalk.TreeWalk(repository.git().getRepository())) {
      walk.addTree(repository.git().getRepository().parseCommit(records).getTree());
      long count = 0;
      while (walk.next()) {
        count++;
      }
      return count;
    }
  }

  @Test
  void gatesAgainstTheBaselinePassedForEverWhereNothingIsDeployed() throws Exception {
    RunReport first = check();
    assertThat(first.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(first.headline()).isEqualTo("all gates pass; 1 of 1 had nothing to compare with");
    assertThat(told)
        .contains(
            "WARNING " + FIRST + "when all gates pass, this is what later checks are compared with")
        .anyMatch(line -> line.matches("baseline kept as [0-9a-f]{10}: later checks are .*"));

    commit(60);
    RunReport worse = check();

    assertThat(worse.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(worse.headline()).startsWith("accuracy 0.655").contains("a drop of more than 0.05");
    assertThat(Objects.requireNonNull(worse.checked()).baselineOrigin())
        .matches(
            "candidate and [0-9a-f]{10} \\((merge base|latest in the repository), checked at [0-9a-f]{10}\\)");
    assertThat(kept()).isEqualTo(1);
  }

  @Test
  void theSameCommitModelAndDataTwiceAreOneRecord() throws Exception {
    check();
    var before = repository.git().getRepository().resolve("refs/mlbox/baselines/tiny");
    check();

    assertThat(repository.git().getRepository().resolve("refs/mlbox/baselines/tiny"))
        .isEqualTo(before);
    assertThat(told).noneMatch(line -> line.startsWith("baseline kept"));
    commit(1);
    check();
    assertThat(kept()).isEqualTo(2);
    repository.commit("notes.txt", "of no account");
    check("baseline.keep=1");
    assertThat(kept()).isEqualTo(1);
  }

  @Test
  void aBranchMakesNoBaselineAndIsComparedWithWhereItBegan() throws Exception {
    repository.git().checkout().setCreateBranch(true).setName("feature").call();
    check();
    assertThat(told)
        .contains(
            "WARNING "
                + FIRST
                + "this is branch feature: only a check of a clean commit of main makes a baseline");
    assertThat(kept()).isZero();

    repository.git().checkout().setName("main").call();
    String base = repository.git().getRepository().resolve("HEAD").name();
    check();
    repository.git().checkout().setName("feature").call();
    commit(60);

    assertThat(against()).endsWith("(merge base, checked at " + base.substring(0, 10) + ")");
    assertThat(check().outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(kept()).isEqualTo(1);
  }

  @Test
  void aPullRequestMakesNoBaselineAndSaysWhatWould() throws Exception {
    String base = repository.git().getRepository().resolve("HEAD").name();
    environment.put("CHANGE_ID", "7");
    environment.put("CHANGE_TARGET", "main");
    environment.put("BRANCH_NAME", "main");
    check();
    assertThat(told)
        .contains(
            "WARNING %sno evaluation of its merge base %s is kept, nor of main; a check of main that passes makes a baseline"
                .formatted(FIRST, base.substring(0, 10)));
    assertThat(kept()).isZero();

    environment.clear();
    told.clear();
    PullRequestCheck.run(invocation(), "https://127.0.0.1:1/team/tiny/pull/7");
    assertThat(kept()).isZero();
    check();
    assertThat(kept()).isEqualTo(1);
  }

  @Test
  void whatIsNotOfTheCommitMakesNoBaseline() throws Exception {
    repository.write("answers.csv", answers(1));
    check();
    assertThat(told)
        .contains("baseline this check makes no baseline: answers.csv differs from its commit")
        .contains(
            "WARNING "
                + FIRST
                + "answers.csv differs from its commit: only a check of a clean commit of main makes a baseline");
    repository.write("answers.csv", answers(0));
    repository.write("other.csv", answers(2));
    check("load=other.csv");
    assertThat(told)
        .contains("baseline this check makes no baseline: --set load is not of the commit");
    repository.write(
        "mlbox.yaml",
        Files.readString(folder.resolve("mlbox.yaml")).replace("answers.csv", "other.csv"));
    repository.git().add().addFilepattern("mlbox.yaml").call();
    repository.git().commit().setSign(false).setMessage("Forget a file").call();
    check();
    assertThat(told).contains("baseline this check makes no baseline: other.csv is in no commit");
    assertThat(kept()).isZero();

    repository.commit("notes.txt", "and the file");
    repository.write("unheard-of.txt", "");
    check();
    assertThat(kept()).isEqualTo(1);
  }

  @Test
  void aCheckThatFailsMakesNone() throws Exception {
    check("evaluate.gates=[accuracy >= 0.99]");
    assertThat(kept()).isZero();
  }

  @Test
  void onlyPromotionsAreKeptWhereThatIsAskedFor() throws Exception {
    check("baseline.record=promoted");
    assertThat(told).contains("WARNING " + FIRST + "what is promoted makes a baseline");
    assertThat(kept()).isZero();
  }

  @Test
  void outsideAGitRepositoryItIsSaidThatNothingIsKept(@TempDir Path plain) throws Exception {
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, plain.resolve(file.getFileName()));
      }
    }
    folder = plain.toRealPath();
    check();
    assertThat(told)
        .contains(
            "WARNING "
                + FIRST
                + "outside a git repository no check makes a baseline: `git init` and commit, or name one with `baseline: file:PATH`");
  }

  @Test
  void anEvaluationOfOtherRowsAloneIsAnErrorWithAWayOut() throws Exception {
    check();
    List<String> rows = Files.readAllLines(folder.resolve("test.csv"));
    repository.write("test.csv", String.join("\n", rows.subList(0, 200)) + "\n");
    repository.commit(
        "answers.csv", String.join("\n", answers(0).lines().toList().subList(0, 200)) + "\n");
    for (String order : List.of("[deployed, merge-base, latest]", "best")) {
      RunReport other = check("baseline=" + order);

      assertThat(other.outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(other.headline())
          .matches(
              "accuracy could not be judged: the earlier evaluations are of other data, and the model of the last one, [0-9a-f]{10}, checked at [0-9a-f]{10}, is not here to be asked about these rows; name that model with `baseline: file:PATH`, or let one check of the branch that others are merged into pass with `error: warn` at this gate \\(mlbox.yaml:3\\)");
    }
    assertThat(kept()).isEqualTo(1);

    check("evaluate.gates=[{gate: accuracy >= baseline - 0.05, error: warn}]");
    assertThat(kept()).isEqualTo(2);
    assertThat(against()).contains(", checked at ");
  }

  @Test
  void changedColumnsAndMovedValuesAreSeenWhereNothingIsDeployed() throws Exception {
    check();
    String moved =
        Files.readString(folder.resolve("test.csv"))
            .replace("visits", "calls")
            .replace("red", "blue");
    repository.commit("test.csv", moved);
    check();

    assertThat(told)
        .anyMatch(line -> line.startsWith("data ") && line.contains("visits"))
        .anyMatch(line -> line.startsWith("data ") && line.contains("color"));
  }

  @Test
  void everyCloneFindsWhatWasChecked() throws Exception {
    origin();
    check();
    TestRepository.cloneOf(root.resolve("origin.git"), root.resolve("clone")).close();
    folder = root.toRealPath().resolve("clone");

    assertThat(against()).contains("(merge base, checked at ");
  }

  @Test
  void aRefusedPushIsOneLineWithARemedy() throws Exception {
    origin();
    // A ref where there should be a folder of refs can be no busy lock: it will never be taken.
    repository.git().push().add("HEAD:refs/mlbox/baselines").call();

    assertThat(check().outcome()).isEqualTo(Outcome.SUCCEEDED);

    assertThat(told.stream().filter(line -> line.contains("pushed")))
        .containsExactly(
            "baseline warning: the baselines cannot be pushed to origin: it says: failed to lock; they stay on this machine: let it push refs/mlbox/* (MLBOX_GIT_TOKEN), or keep them elsewhere with baseline.store");
    assertThat(kept()).isEqualTo(1);
  }

  @Test
  void aVersionThatWasCheckedIsTold() throws Exception {
    String commit = repository.git().getRepository().resolve("HEAD").name();
    RunReport report = check();
    String version = Objects.requireNonNull(report.checked()).candidate().subject().model().brief();

    List<Step> why = mlbox().why(null).lines();

    assertThat(why).isEqualTo(mlbox().why(version.substring(0, 4)).lines());
    assertThat(why)
        .startsWith(new Step("version", version + ", which was checked, not promoted"))
        .anyMatch(step -> step.name().equals("commit") && step.what().startsWith(commit))
        .anyMatch(step -> step.name().equals("gate") && step.what().contains("first evaluation"))
        .anyMatch(step -> step.name().equals("checked") && step.what().contains("mlbox check by"))
        .noneMatch(step -> step.name().equals("promoted") || step.name().equals("box"));
  }
}
