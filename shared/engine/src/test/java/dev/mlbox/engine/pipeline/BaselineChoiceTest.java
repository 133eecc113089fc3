package dev.mlbox.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.port.RolloutMemory;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.engine.git.TestRepository;
import dev.mlbox.engine.ground.Ground;
import dev.mlbox.engine.ground.Grounds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code baseline}: whom a candidate is compared with. */
class BaselineChoiceTest {
  @TempDir private Path folder;

  @Test
  void aBranchIsComparedWithWhereItBegan() throws Exception {
    TinyProject tiny = new TinyProject(folder);
    try (TestRepository repository = TestRepository.at(folder)) {
      repository.commit("notes.txt", "one");
      tiny.keep("v1");
      repository.git().branchCreate().setName("feature").call();
      repository.commit("notes.txt", "two");
      tiny.keep("v2");

      assertThat(tiny.opponent()).isEqualTo("candidate and v2 (merge base)");
      repository.git().checkout().setName("feature").call();
      repository.commit("more.txt", "mine");
      assertThat(tiny.opponent()).isEqualTo("candidate and v1 (merge base)");
      assertThat(tiny.opponent("baseline=latest"))
          .isEqualTo("candidate and v2 (latest in the repository)");
    }
  }

  @Test
  void aChangeToABranchThatIsNotHereWasComparedWithAnotherOne() throws Exception {
    TinyProject tiny = new TinyProject(folder);
    try (TestRepository repository = TestRepository.at(folder)) {
      repository.commit("notes.txt", "one");
      tiny.keep("v1");
      repository.commit("notes.txt", "two");

      tiny.environment.put("CHANGE_TARGET", "main");
      assertThat(tiny.opponent("baseline=merge-base")).isEqualTo("candidate and v1 (merge base)");
      tiny.noted.clear();
      tiny.environment.put("CHANGE_TARGET", "release-2");
      assertThat(tiny.opponent("baseline=merge-base")).isEqualTo("candidate alone");
      assertThat(tiny.noted)
          .contains(
              "baseline release-2, which this change goes to, is not fetched: it has no merge base"
                  + " to compare with");
      tiny.noted.clear();
      repository.git().branchCreate().setName("release-2").call();
      assertThat(tiny.opponent("baseline=merge-base")).isEqualTo("candidate and v1 (merge base)");
      assertThat(tiny.noted).noneMatch(line -> line.contains("is not fetched"));
    }
  }

  @Test
  void aTagNamesTheEvaluationOfItsCommit() throws Exception {
    TinyProject tiny = new TinyProject(folder);
    try (TestRepository repository = TestRepository.at(folder)) {
      String commit = repository.commit("notes.txt", "one");
      repository.tag("released");
      tiny.keep("v1");
      String other = repository.commit("notes.txt", "two");
      repository.tag("later");
      tiny.keep("v2", "baseline=latest");
      assertThat(commit).isNotEqualTo(other);

      assertThat(tiny.opponent("baseline=tag:released"))
          .isEqualTo("candidate and v1 (tag released)");
      repository.commit("notes.txt", "three");
      repository.tag("unknown");
      assertThat(tiny.check("baseline=tag:unknown").checked().gates().findings().get(0).message())
          .contains("could not be judged: no evaluation of tag unknown, commit ")
          .contains("is known for these rows");
      assertThatThrownBy(() -> tiny.check("baseline=tag:none"))
          .isInstanceOf(MlboxException.class)
          .hasMessage(
              "there is no tag none (--set baseline); expected a tag of this repository, fetched");
    }
  }

  @Test
  void theBestSoFarIsTheOneWithTheHighestMetric() throws Exception {
    TinyProject tiny = new TinyProject(folder);
    tiny.keep("good");
    String answers =
        Files.readAllLines(TinyProject.FIXTURES.resolve("tiny-binary.expected.csv")).stream()
            .collect(Collectors.joining("\n"))
            .replace("label", "prediction")
            .replaceAll("(?m)^0,", "1,");
    tiny.write("answers.csv", answers);
    tiny.keep("worse", "load=answers.csv");

    assertThat(tiny.opponent("baseline=latest"))
        .isEqualTo("candidate and worse (latest in the repository)");
    assertThat(tiny.opponent("baseline=best"))
        .isEqualTo("candidate and good (best so far by accuracy)");
  }

  @Test
  void aFileIsAModelOrItsAnswers() throws Exception {
    TinyProject tiny = new TinyProject(folder);
    tiny.fixture("tiny-binary-zipmap.onnx", "old.onnx");

    Measured measured = tiny.check("baseline=file:old.onnx");

    assertThat(measured.checked().baselineOrigin()).isEqualTo("candidate and old.onnx (file)");
    assertThat(measured.checked().gates().worst()).isEqualTo(Verdict.PASS);
    tiny.write(
        "old.csv",
        Files.readString(TinyProject.FIXTURES.resolve("tiny-binary.expected.csv"))
            .replace("label", "prediction"));
    assertThat(tiny.opponent("baseline=file:old.csv")).isEqualTo("candidate and old.csv (file)");
    assertThatThrownBy(() -> tiny.check("baseline=file:none.onnx"))
        .hasMessageStartingWith("the baseline none.onnx does not exist (--set baseline); expected");
  }

  @Test
  void theFirstThatThereIsCounts() throws Exception {
    TinyProject tiny = new TinyProject(folder);

    assertThat(tiny.opponent("baseline=[deployed, latest]")).isEqualTo("candidate alone");
    tiny.keep("v1");
    assertThat(tiny.opponent("baseline=[deployed, latest]"))
        .isEqualTo("candidate and v1 (latest in the repository)");
  }

  @Test
  void aVersionThatItsPilotRevertedIsNoBaseline() throws Exception {
    TinyProject tiny = new TinyProject(folder);
    tiny.keep("v1");
    tiny.keep("v2");
    Release reverted = new Release("v2", "sha256:v2", "box", Map.of());
    try (Ground ground = Grounds.open(tiny.project())) {
      RolloutMemory memory = ground.target().memory();
      Past past = new Past(reverted, Past.End.REVERTED, "slow", Instant.EPOCH, "ana");
      RolloutMemory.Stored before = memory.load();
      memory.save(before.record().ended(past), before.revision());
    }

    assertThat(tiny.opponent("baseline=[deployed, latest]"))
        .isEqualTo("candidate and v1 (latest in the repository)");
    assertThat(tiny.opponent("baseline=[deployed, best]"))
        .isEqualTo("candidate and v1 (best so far by accuracy)");
  }

  private static String message(Measured measured) {
    return measured.checked().gates().findings().get(0).message();
  }

  @Test
  void aFirstEvaluationPassesOnlyWhereEverythingThatWasKeptCouldBeRead() throws Exception {
    TinyProject tiny = new TinyProject(folder);
    try (TestRepository repository = TestRepository.at(folder)) {
      repository.commit("notes.txt", "one");
      assertThat(message(tiny.check()))
          .contains(": not judged, it cannot fail before there is a baseline; ");
      StoredConfig config = repository.git().getRepository().getConfig();
      String nowhere = folder.resolve("nowhere.git").toUri().toString();
      config.setString("remote", "origin", "url", nowhere);
      config.save();

      Measured measured = tiny.check();

      assertThat(message(measured))
          .startsWith(
              "accuracy could not be judged: whether there is a baseline is not"
                  + " known; the baselines of origin cannot be fetched: ");
      assertThat(measured.checked().gates().passes()).isFalse();
    }
  }

  @Test
  void aTargetThatDoesNotAnswerMayServeABaseline() throws Exception {
    TinyProject tiny = new TinyProject(folder);
    String[] cluster = {
      "deploy.to=kubernetes", "deploy.image=registry.example.com/tiny", "deploy.context=nowhere"
    };

    assertThat(message(tiny.check(cluster)))
        .contains("whether there is a baseline is not known; the target does not answer: ");
  }

  @Test
  void aStoreThatAllWriteToKnowsThatNothingWasEverDeployed() throws Exception {
    TinyProject tiny = new TinyProject(folder);
    Files.createDirectories(folder.resolve("share"));
    String[] cluster = {
      "deploy.to=kubernetes",
      "deploy.image=registry.example.com/tiny",
      "deploy.context=nowhere",
      "baseline.store=folder share"
    };

    assertThat(message(tiny.check(cluster)))
        .contains(": not judged, it cannot fail before there is a baseline; ");
  }

  @Test
  void aFolderThatIsNotThereIsNotAnEmptyOne() throws Exception {
    TinyProject tiny = new TinyProject(folder);

    assertThatThrownBy(() -> tiny.check("baseline.store=folder share/kept"))
        .hasMessage(
            "the folder share/kept, where evaluations are kept, is not there (--set"
                + " baseline.store); expected a folder; a share has to be mounted; make it once,"
                + " before the first evaluation: "
                + folder.resolve("share/kept"));
    assertThat(folder.resolve("share")).doesNotExist();
  }

  @Test
  void evaluationsAreKeptInAFolderAndOldOnesGo() throws Exception {
    TinyProject tiny = new TinyProject(folder);
    Files.createDirectory(folder.resolve("shared"));
    for (int i = 1; i <= 3; i++) {
      tiny.keep("v" + i, "baseline.store=folder shared", "baseline.keep=2");
    }

    try (var kept = Files.list(folder.resolve("shared/tiny"))) {
      assertThat(kept).hasSize(2);
    }
    assertThat(tiny.opponent("baseline.store=folder shared"))
        .isEqualTo("candidate and v3 (latest in the repository)");
    assertThat(folder.resolve("shared/.looks/tiny")).isDirectory();
  }
}
