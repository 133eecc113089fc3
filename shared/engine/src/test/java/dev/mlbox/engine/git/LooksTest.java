package dev.mlbox.engine.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.model.Digest;
import dev.mlbox.core.port.Looks;
import dev.mlbox.engine.process.RecordedListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for a count of looks, in a folder and in git. */
class LooksTest {
  private static final Digest ROWS = Digest.of("rows");

  @TempDir private Path root;
  private final RecordedListener listener = new RecordedListener();

  private Looks git(Path folder) {
    return new GitLooks(folder, "origin", Map.of(), listener);
  }

  private void counts(Looks looks) {
    assertThat(looks.look("tiny", ROWS, Digest.of("a"))).isEqualTo(1);
    assertThat(looks.look("tiny", ROWS, Digest.of("b"))).isEqualTo(2);
    assertThat(looks.look("tiny", ROWS, Digest.of("a"))).as("judged again").isEqualTo(1);
    assertThat(looks.look("tiny", ROWS, Digest.of("c"))).isEqualTo(3);
    assertThat(looks.look("tiny", ROWS, Digest.of("b"))).as("judged again").isEqualTo(2);
    assertThat(looks.look("tiny", Digest.of("others"), Digest.of("a"))).isEqualTo(1);
    assertThat(looks.look("small", ROWS, Digest.of("c"))).isEqualTo(1);
    assertThat(listener.warnings).isEmpty();
  }

  @Test
  void aCandidateCountsOnceForEachSetOfRowsInAFolder() {
    counts(new FolderLooks(root));
  }

  @Test
  void aCandidateCountsOnceForEachSetOfRowsInGit() throws Exception {
    try (TestRepository repository = TestRepository.at(root)) {
      repository.commit("a.txt", "a");
      counts(git(root));
    }
  }

  @Test
  void noneIsLostWhenSeveralLookAtOnceInAFolder() throws Exception {
    BaselineStoreContract.inParallel(
        4,
        10,
        (who, time) -> new FolderLooks(root).look("tiny", ROWS, Digest.of(who + "-" + time)));

    assertThat(new FolderLooks(root).look("tiny", ROWS, Digest.of("last"))).isEqualTo(41);
  }

  @Test
  void aLookThatOthersDoNotSeeIsNoFirstOne() throws Exception {
    TestRepository.bare(root.resolve("origin.git"));
    try (TestRepository ana =
        TestRepository.cloneOf(root.resolve("origin.git"), root.resolve("ana"))) {
      ana.commit("a.txt", "a");
      StoredConfig config = ana.git().getRepository().getConfig();
      String nowhere = root.resolve("nowhere.git").toUri().toString();
      config.setString("remote", "origin", "pushurl", nowhere);
      config.save();
      assertThatThrownBy(() -> git(root.resolve("ana")).look("tiny", ROWS, Digest.of("a")))
          .hasMessageStartingWith(
              "looks at the data cannot be counted: the baselines cannot be pushed to origin: ")
          .hasMessageEndingWith(
              "expected a remote that looks can be fetched from and pushed to; give MLBOX_GIT_TOKEN"
                  + " that right, or keep baselines in a folder or a bucket, with baseline.store");

      config.setString("remote", "origin", "url", nowhere);
      config.save();
      assertThatThrownBy(() -> git(root.resolve("ana")).look("tiny", ROWS, Digest.of("a")))
          .hasMessageStartingWith(
              "looks at the data cannot be counted: the baselines of origin cannot be fetched: ");
      assertThat(
              new GitLooks(root.resolve("ana"), null, Map.of(), listener)
                  .look("tiny", ROWS, Digest.of("a")))
          .as("counted here only")
          .isEqualTo(1);
    }
  }

  @Test
  void machinesThatShareARemoteAddUp() throws Exception {
    Path origin = root.resolve("origin.git");
    Git.init().setBare(true).setDirectory(origin.toFile()).call().close();
    for (String machine : new String[] {"one", "two"}) {
      Path folder = Files.createDirectory(root.resolve(machine));
      try (TestRepository repository = TestRepository.at(folder)) {
        repository.commit("a.txt", "a");
      }
      try (Git git = Git.open(folder.toFile())) {
        git.remoteAdd()
            .setName("origin")
            .setUri(new org.eclipse.jgit.transport.URIish(origin.toUri().toString()))
            .call();
      }
    }
    BaselineStoreContract.inParallel(
        2,
        4,
        (who, time) ->
            git(root.resolve(who == 0 ? "one" : "two"))
                .look("tiny", ROWS, Digest.of(who + "-" + time)));

    assertThat(git(root.resolve("one")).look("tiny", ROWS, Digest.of("last"))).isEqualTo(9);
  }
}
