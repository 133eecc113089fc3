package dev.mlbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.model.Digest;
import dev.mlbox.core.plan.Step;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.git.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A project that deploys nothing with mlbox: what its checks are compared with. */
@Timeout(120)
class CheckedBaselineTest {
  private static final String FIRST =
      "accuracy >= baseline - 0.05: not judged, it cannot fail before there is a baseline; ";

  @TempDir private Path root;
  private CheckedProject project;

  @BeforeEach
  void aProject() throws Exception {
    project = CheckedProject.below(root, "answers.csv");
    project.commit(0);
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void gatesAgainstTheBaselinePassedForEverWhereNothingIsDeployed() throws Exception {
    RunReport first = project.check();
    assertThat(first.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(first.headline())
        .isEqualTo("no gate fails; 1 of 1 cannot before there is a baseline");
    assertThat(project.told)
        .contains(
            "WARNING " + FIRST + "when all gates pass, this is what later checks are compared with")
        .anyMatch(line -> line.matches("baseline kept as [0-9a-f]{10}: later checks are .*"));

    project.commit(60);
    RunReport worse = project.check();

    assertThat(worse.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(worse.headline()).startsWith("accuracy 0.655").contains("a drop of more than 0.05");
    assertThat(Objects.requireNonNull(worse.checked()).baselineOrigin())
        .matches(
            "candidate and [0-9a-f]{10} \\((merge base|latest in the repository), checked at [0-9a-f]{10}\\)");
    assertThat(project.kept()).isEqualTo(1);
  }

  @Test
  void theSameCommitModelAndDataTwiceAreOneRecord() throws Exception {
    project.check();
    ObjectId before = project.records();
    project.check();

    assertThat(project.records()).isEqualTo(before);
    assertThat(project.told).noneMatch(line -> line.startsWith("baseline kept"));
    project.commit(1);
    project.check();
    assertThat(project.kept()).isEqualTo(2);
    project.repository.commit("notes.txt", "of no account");
    project.check("baseline.keep=1");
    assertThat(project.kept()).isEqualTo(1);
  }

  @Test
  void aBranchMakesNoBaselineAndIsComparedWithWhereItBegan() throws Exception {
    project.repository.git().checkout().setCreateBranch(true).setName("feature").call();
    project.check();
    assertThat(project.told)
        .contains(
            "WARNING "
                + FIRST
                + "this is branch feature: only a check of a clean commit of main makes one");
    assertThat(project.kept()).isZero();

    project.repository.git().checkout().setName("main").call();
    String base = project.repository.git().getRepository().resolve("HEAD").name();
    project.check();
    project.repository.git().checkout().setName("feature").call();
    project.commit(60);

    assertThat(project.against())
        .endsWith("(merge base, checked at " + base.substring(0, 10) + ")");
    assertThat(project.check().outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(project.kept()).isEqualTo(1);
  }

  @Test
  void aPullRequestMakesNoBaselineAndSaysWhatWould() throws Exception {
    String base = project.repository.git().getRepository().resolve("HEAD").name();
    project.environment.put("CHANGE_ID", "7");
    project.environment.put("CHANGE_TARGET", "main");
    project.environment.put("BRANCH_NAME", "main");
    project.check();
    assertThat(project.told)
        .contains(
            "WARNING %sno evaluation of its merge base %s is kept, nor of main; a check of main that passes makes one"
                .formatted(FIRST, base.substring(0, 10)));
    assertThat(project.kept()).isZero();

    project.environment.clear();
    project.told.clear();
    PullRequestCheck.run(project.invocation(), "https://127.0.0.1:1/team/tiny/pull/7");
    assertThat(project.kept()).isZero();
    project.check();
    assertThat(project.kept()).isEqualTo(1);
  }

  @Test
  void whatIsNotOfTheCommitMakesNoBaseline() throws Exception {
    project.repository.write("answers.csv", CheckedProject.answers(1));
    project.check();
    assertThat(project.told)
        .contains("baseline this check makes no baseline: answers.csv differs from its commit")
        .contains(
            "WARNING "
                + FIRST
                + "answers.csv differs from its commit: only a check of a clean commit of main makes one");
    project.repository.write("answers.csv", CheckedProject.answers(0));
    project.repository.write("other.csv", CheckedProject.answers(2));
    project.check("load=other.csv");
    assertThat(project.told)
        .contains("baseline this check makes no baseline: --set load is not of the commit");
    project.repository.write(
        "mlbox.yaml",
        Files.readString(project.folder.resolve("mlbox.yaml")).replace("answers.csv", "other.csv"));
    project.repository.git().add().addFilepattern("mlbox.yaml").call();
    project.repository.git().commit().setSign(false).setMessage("Forget a file").call();
    project.check();
    assertThat(project.told)
        .contains("baseline this check makes no baseline: other.csv is in no commit");
    assertThat(project.kept()).isZero();

    project.repository.commit("notes.txt", "and the file");
    project.repository.write("unheard-of.txt", "");
    project.check();
    assertThat(project.kept()).isEqualTo(1);
  }

  @Test
  void aCheckThatFailsMakesNone() throws Exception {
    project.check("evaluate.gates=[accuracy >= 0.99]");
    assertThat(project.kept()).isZero();
  }

  @Test
  void onlyPromotionsAreKeptWhereThatIsAskedFor() throws Exception {
    project.check("baseline.record=promoted");
    assertThat(project.told)
        .contains(
            "WARNING " + FIRST + "only what is promoted makes one, as `baseline.record` has it");
    assertThat(project.kept()).isZero();
  }

  @Test
  void outsideAGitRepositoryItIsSaidThatNothingIsKept(@TempDir Path plain) throws Exception {
    try (var files = Files.list(project.folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, plain.resolve(file.getFileName()));
      }
    }
    project.folder = plain.toRealPath();
    project.check();
    assertThat(project.told)
        .contains(
            "WARNING "
                + FIRST
                + "outside a git repository no check makes one: `git init` and commit, or name one with `baseline: file:PATH`");
  }

  @Test
  void damagedEvaluationsAreNamedAndTheVersionIsStillTold() throws Exception {
    Path share = Files.createDirectory(root.resolve("share"));
    String store = "baseline.store=folder " + share.toRealPath();
    project.check(store);
    Path record;
    try (Stream<Path> records = Files.list(share.resolve("tiny"))) {
      record = records.findFirst().orElseThrow();
    }
    String version = record.getFileName().toString().substring(0, 10);
    Files.writeString(record.resolve("evaluation.json"), "{");

    project.told.clear();
    assertThat(project.mlbox(store).why(null).lines())
        .contains(
            new Step("version", version + ", which was checked, not promoted"),
            new Step("metrics", "its evaluation was not kept here"));
    String damage =
        "baseline a baseline is damaged and skipped: a damaged record: Unexpected end-of-input:"
            + " expected close marker for Object (evaluation.json of %s (".formatted(version);
    assertThat(project.told).contains(damage + "kept))");
    project.check(store, "baseline.of=best");
    assertThat(project.told).contains(damage + "kept))");
    project.check(store, "baseline.of=latest");
    assertThat(project.told)
        .anyMatch(line -> line.startsWith(damage + "latest in the repository, checked at "));
  }

  @Test
  void everyCloneFindsWhatWasChecked() throws Exception {
    project.pushed();
    project.check();
    TestRepository.cloneOf(project.origin, root.resolve("clone")).close();
    project.folder = root.toRealPath().resolve("clone");

    assertThat(project.against()).contains("(merge base, checked at ");
  }

  @Test
  void aRefusedPushIsOneLineWithARemedy() throws Exception {
    project.pushed();
    // A ref where there should be a project.folder of refs can be no busy lock: it will never be
    // taken.
    project.repository.git().push().add("HEAD:refs/mlbox/baselines").call();

    assertThat(project.check().outcome()).isEqualTo(Outcome.SUCCEEDED);

    assertThat(project.told.stream().filter(line -> line.contains("pushed")))
        .containsExactly(
            "baseline warning: the baselines cannot be pushed to origin: it says: failed to lock; they stay on this machine: let it push refs/mlbox/* (MLBOX_GIT_TOKEN), or keep them elsewhere with baseline.store");
    assertThat(project.kept()).isEqualTo(1);
  }

  @Test
  void eachInputOfTrainingIsTold() throws Exception {
    project.repository.write("make.sh", "cp answers.csv made.csv\n");
    project.repository.write(".gitignore", ".mlbox/\nmade.csv\n");
    project.repository.commit(
        "mlbox.yaml",
        Files.readString(project.folder.resolve("mlbox.yaml"))
            .replace(
                "load: answers.csv",
                "train: {run: sh make.sh, output: made.csv, inputs: [answers.csv]}"));
    project.check();

    List<Step> why = project.mlbox().why(null).lines();

    assertThat(why)
        .contains(new Step("trained", "sh make.sh"))
        .contains(
            new Step(
                "input",
                "answers.csv  "
                    + Digest.of(Files.readAllBytes(project.folder.resolve("answers.csv")))))
        .anyMatch(
            step -> step.name().equals("input") && step.what().startsWith("make.sh  sha256:"));
  }

  @Test
  void aVersionThatWasCheckedIsTold() throws Exception {
    String commit = project.repository.git().getRepository().resolve("HEAD").name();
    RunReport report = project.check();
    String version = Objects.requireNonNull(report.checked()).candidate().subject().model().brief();

    List<Step> why = project.mlbox().why(null).lines();

    assertThat(why).isEqualTo(project.mlbox().why(version.substring(0, 4)).lines());
    assertThat(why)
        .startsWith(new Step("version", version + ", which was checked, not promoted"))
        .anyMatch(step -> step.name().equals("commit") && step.what().startsWith(commit))
        .anyMatch(step -> step.name().equals("gate") && step.what().contains("not judged"))
        .anyMatch(step -> step.name().equals("checked") && step.what().contains("mlbox check by"))
        .noneMatch(step -> step.name().equals("promoted") || step.name().equals("box"));
  }
}
