package dev.mlbox.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageTest {
  private static final Lineage NONE = new Lineage(null, null, null, null, null, false);
  @TempDir private Path folder;

  @Test
  void aFolderWithoutGitHasNone() {
    assertThat(Lineage.of(folder)).isEqualTo(NONE);
    assertThat(Lineage.of(folder).toMap()).isEmpty();
  }

  @Test
  void aRepositoryWithoutCommitHasNone() throws Exception {
    TestRepository.at(folder).close();

    assertThat(Lineage.of(folder)).isEqualTo(NONE);
  }

  @Test
  void aFolderInARepositoryIsAtItsCommit() throws Exception {
    try (TestRepository repository = TestRepository.at(folder)) {
      String commit = repository.commit("models/train.py", "print()");
      repository
          .git()
          .remoteAdd()
          .setName("origin")
          .setUri(new URIish("https://ana:secret@example.com/team/flights.git"))
          .call();

      Lineage lineage = Lineage.of(folder.resolve("models"));

      assertThat(lineage)
          .isEqualTo(
              new Lineage(
                  commit,
                  "main",
                  "Ada",
                  "Set models/train.py",
                  "https://example.com/team/flights.git",
                  false));
      assertThat(lineage.toMap())
          .isEqualTo(
              Map.of(
                  "commit", commit,
                  "branch", "main",
                  "author", "Ada",
                  "subject", "Set models/train.py",
                  "repository", "https://example.com/team/flights.git",
                  "uncommitted changes", "no"));
    }
  }

  @Test
  void whatGitKnowsMakesItDirtyAndNothingElse() throws Exception {
    try (TestRepository repository = TestRepository.at(folder)) {
      repository.commit("train.py", "print()");
      repository.write("notes.txt", "mine");
      assertThat(Lineage.of(folder).dirty()).isFalse();

      repository.write("train.py", "print(1)");
      assertThat(Lineage.of(folder).dirty()).isTrue();
      assertThat(Lineage.of(folder).toMap()).containsEntry("uncommitted changes", "yes");
    }
  }

  @Test
  void aCommitThatWasCheckedOutWasTakenForABranch() throws Exception {
    try (TestRepository repository = TestRepository.at(folder)) {
      String commit = repository.commit("train.py", "print()");
      repository.git().checkout().setName(commit).call();

      assertThat(Lineage.of(folder).commit()).isEqualTo(commit);
      assertThat(Lineage.of(folder).branch()).isNull();
      assertThat(Lineage.of(folder).toMap()).doesNotContainKey("branch");
    }
  }

  @Test
  void aLinkedWorkingFolderIsAtItsOwnCommit(@TempDir Path other) throws Exception {
    try (TestRepository repository = TestRepository.at(folder)) {
      String commit = repository.commit("train.py", "print()");
      Path linked = other.resolve("linked");
      git("worktree", "add", "-q", "-b", "side", linked.toString());

      assertThat(Lineage.of(linked).commit()).isEqualTo(commit);
      assertThat(Lineage.of(linked).branch()).isEqualTo("side");
      assertThat(Lineage.of(linked).dirty()).isFalse();
    }
  }

  private void git(String... words) throws IOException, InterruptedException {
    java.util.List<String> all = new java.util.ArrayList<>(java.util.List.of("git"));
    all.addAll(java.util.List.of(words));
    Path output = Files.createTempFile("git", ".txt");
    Process process =
        new ProcessBuilder(all)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(output)).isZero();
    Files.delete(output);
  }
}
