package dev.mlbox.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.LoadConfig;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.port.LoadedModel;
import dev.mlbox.engine.git.TestRepository;
import dev.mlbox.engine.process.RecordedListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitSourceTest {
  private final Path folder;
  private final Path other;
  private final RecordedListener listener = new RecordedListener();
  private final Map<String, String> environment = new TreeMap<>(System.getenv());

  GitSourceTest(@TempDir Path temporary) throws IOException {
    this.folder = Files.createDirectory(temporary.resolve("project"));
    this.other = Files.createDirectory(temporary.resolve("models"));
  }

  private LoadedModel load(String from, @Nullable String sha256) {
    CacheFolder cache = new CacheFolder(folder.resolveSibling("cache"));
    return new GitSource(folder, cache, environment, listener)
        .load(new LoadConfig(from, sha256, "mlbox.yaml:2"));
  }

  private String url() {
    return "git+file://" + other;
  }

  private void failsWith(String from, String message) {
    assertThatThrownBy(() -> load(from, null))
        .hasMessage(
            message.replace("FOLDER", folder.toString()).replace("OTHER", other.toString()));
  }

  private static void holds(LoadedModel loaded, String text) {
    assertThat(loaded.model().path()).hasContent(text);
    assertThat(loaded.model().digest()).isEqualTo(Digest.of(text));
  }

  @Test
  void takesGitAddressesOnly() {
    GitSource source = new GitSource(folder, new CacheFolder(folder), environment, listener);

    assertThat(source.takes("git+https://host/repo#m.onnx")).isTrue();
    assertThat(source.takes("git:HEAD:m.onnx")).isTrue();
    assertThat(source.takes("git/m.onnx")).isFalse();
    assertThat(source.takes("https://host/m.onnx")).isFalse();
  }

  @Test
  void branchesTagsAndCommitsOfAnotherRepository() throws Exception {
    try (TestRepository repository = TestRepository.at(other)) {
      String first = repository.commit("models/flights.onnx", "one");
      repository.tag("v1");
      String second = repository.commit("models/flights.onnx", "two");
      String third = repository.commit("models/flights.onnx", "three");

      holds(load(url() + "#models/flights.onnx@v1", null), "one");
      holds(load(url() + "#models/flights.onnx@main", null), "three");
      holds(load(url() + "#models/flights.onnx", null), "three");
      holds(load(url() + "#models/flights.onnx@" + second, null), "two");
      holds(load(url() + "#models/flights.onnx@" + second.substring(0, 10), null), "two");
      assertThat(load(url() + "#models/flights.onnx@v1", null).origin())
          .isEqualTo(url() + "#models/flights.onnx@" + first);
      assertThat(load(url() + "#models/flights.onnx", null).model().path())
          .hasFileName("flights.onnx");
      assertThat(load(url() + "#models/flights.onnx", null).origin()).endsWith("@" + third);
    }
  }

  @Test
  void aMovedBranchIsSeen() throws Exception {
    try (TestRepository repository = TestRepository.at(other)) {
      repository.commit("m.onnx", "one");
      holds(load(url() + "#m.onnx@main", null), "one");
      repository.commit("m.onnx", "two");

      holds(load(url() + "#m.onnx@main", null), "two");
    }
  }

  @Test
  void onlyOneCommitIsBrought() throws Exception {
    try (TestRepository repository = TestRepository.at(other)) {
      repository.commit("m.onnx", "one");
      repository.commit("m.onnx", "two");
      load(url() + "#m.onnx@main", null);
    }
    try (var files = Files.walk(folder.resolveSibling("cache"))) {
      assertThat(files.filter(file -> file.endsWith("shallow"))).isNotEmpty();
    }
  }

  @Test
  void aFolderIsLoadedWhole() throws Exception {
    try (TestRepository repository = TestRepository.at(other)) {
      repository.write("model/deep/b.py", "b");
      repository.commit("model/a.py", "a");
    }

    LoadedModel loaded = load(url() + "#model/@main", null);

    assertThat(loaded.model().path().resolve("deep/b.py")).hasContent("b");
    assertThat(loaded.model()).isEqualTo(ModelFiles.facts(loaded.model().path()));
    assertThat(loaded.model().bytes()).isEqualTo(2);
  }

  @Test
  void theProjectsOwnHistoryStartsAtMlboxYaml() throws Exception {
    Path project = Files.createDirectory(other.resolve("sub"));
    String commit;
    try (TestRepository repository = TestRepository.at(other)) {
      commit = repository.commit("sub/model.onnx", "one");
      repository.tag("v1");
      repository.commit("sub/model.onnx", "two");
      repository.write("sub/model.onnx", "not committed");
    }
    GitSource source =
        new GitSource(
            project, new CacheFolder(folder.resolveSibling("cache")), environment, listener);

    LoadedModel old = source.load(new LoadConfig("git:v1:model.onnx", null, "mlbox.yaml:2"));
    holds(old, "one");
    assertThat(old.origin()).isEqualTo("git:" + commit + ":model.onnx");
    holds(source.load(new LoadConfig("git:HEAD:./model.onnx", null, "mlbox.yaml:2")), "two");
    holds(source.load(new LoadConfig("git:HEAD~1:../sub/model.onnx", null, "here")), "one");
  }

  @Test
  void whatWasBroughtOnceIsThereOffline() throws Exception {
    String commit;
    try (TestRepository repository = TestRepository.at(other)) {
      commit = repository.commit("m.onnx", "one");
    }
    load(url() + "#m.onnx@main", null);
    Files.move(other, other.resolveSibling("gone"));

    holds(load(url() + "#m.onnx@" + commit, null), "one");
    assertThat(listener.warnings).isEmpty();
    holds(load(url() + "#m.onnx@main", null), "one");
    assertThat(listener.warnings)
        .containsExactly(
            "file://%s cannot be reached; `main` is what it was when it last could be"
                .formatted(other));
  }

  @Test
  void theDigestIsCheckedWhereOneIsExpected() throws Exception {
    try (TestRepository repository = TestRepository.at(other)) {
      repository.commit("m.onnx", "one");
    }

    holds(load(url() + "#m.onnx", Digest.of("one").toString()), "one");
    String origin = load(url() + "#m.onnx", null).origin();
    assertThatThrownBy(() -> load(url() + "#m.onnx", Digest.of("two").hex()))
        .hasMessage(
            "`%s` has the sha256 %s (mlbox.yaml:2); expected %s;"
                    .formatted(origin, Digest.of("one").hex(), Digest.of("two").hex())
                + " if the model was meant to change, change `sha256` too");
  }

  @Test
  void whatIsNotThereIsNamed() throws Exception {
    String commit;
    try (TestRepository repository = TestRepository.at(other)) {
      commit = repository.commit("m.onnx", "one");
    }
    failsWith(
        url() + "#other.onnx@main",
        "there is no `other.onnx` in commit %s (mlbox.yaml:2);".formatted(commit.substring(0, 10))
            + " expected a file or folder, as git+file://OTHER#other.onnx@main");
    failsWith(
        url() + "#m.onnx@v9",
        "there is no `v9` in file://OTHER (mlbox.yaml:2); expected a branch, a tag or a commit");
    failsWith(
        url() + "#m.onnx@abcdef1234",
        "there is no `abcdef1234` in file://OTHER (mlbox.yaml:2);"
            + " expected a branch, a tag or a commit");
    failsWith(
        "git+file:///nowhere/at/all#m.onnx",
        "file:///nowhere/at/all cannot be reached: not found (mlbox.yaml:2)");
    failsWith(
        "git:HEAD:m.onnx",
        "`git:HEAD:m.onnx` needs a git repository (mlbox.yaml:2); expected one that holds FOLDER");
  }

  @Test
  void anUnknownRefOfTheProjectIsNamed() throws Exception {
    try (TestRepository repository = TestRepository.at(folder)) {
      repository.commit("m.onnx", "one");
    }
    failsWith(
        "git:v9:m.onnx",
        "there is no commit `v9` in this repository (mlbox.yaml:2);"
            + " expected a branch, a tag or a commit;"
            + " `git fetch --tags --unshallow` brings those that this clone left out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "git+https://host/repo | `git+https://host/repo` names no path in a repository"
            + " (mlbox.yaml:2); expected git+URL#path@ref, such as"
            + " git+https://host/team/models#flights.onnx@v1.2",
        "git+https://host/repo#@v1 | `git+https://host/repo` names no path in a repository"
            + " (mlbox.yaml:2); expected git+URL#path@ref, such as"
            + " git+https://host/team/models#flights.onnx@v1.2",
        "git+https://ada:secret@host/repo#m.onnx | `git+https://host/repo` contains a user or"
            + " password (mlbox.yaml:2); expected a URL without secrets; set MLBOX_GIT_USER and"
            + " MLBOX_GIT_TOKEN in the environment",
        "git:v1 | `git:v1` names no path in a commit (mlbox.yaml:2); expected git:REF:path, such"
            + " as git:v1.2:models/flights.onnx",
      })
  void anIncompleteAddressIsRefused(String from, String message) {
    failsWith(from, message);
  }

  @Test
  void aPointerOfGitLfsIsNoModel() throws Exception {
    try (TestRepository repository = TestRepository.at(other)) {
      repository.commit(
          "m.onnx",
          "version https://git-lfs.github.com/spec/v1\noid sha256:"
              + Digest.of("").hex()
              + "\nsize 5\n");
      String commit =
          repository.commit("model/a.txt", "version https://git-lfs.github.com/spec/v1");
      failsWith(
          url() + "#m.onnx",
          "`git+file://OTHER#m.onnx@%s` is a Git LFS pointer, not the model itself (mlbox.yaml:2);"
                  .formatted(commit)
              + " run `git lfs pull` and load the file,"
              + " or load it over https with its `sha256`");
      failsWith(
          url() + "#model",
          "`a.txt` in `git+file://OTHER#model@%s` is a Git LFS pointer, not the model itself"
                  .formatted(commit)
              + " (mlbox.yaml:2); run `git lfs pull` and load the file,"
              + " or load it over https with its `sha256`");
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its ssh is written in sh")
  void sshIsTheUsersOwn() throws IOException, GitAPIException {
    try (TestRepository repository = TestRepository.at(other)) {
      repository.commit("m.onnx", "one");
    }
    Path ssh = folder.resolve("ssh.sh");
    Files.writeString(
        ssh,
        "echo \"$@\" > %s/said; for last; do :; done; eval \"exec $last\"\n".formatted(folder));
    environment.put("GIT_SSH_COMMAND", "sh " + ssh);

    holds(load("git+ssh://ada@host.example:2222" + other + "#m.onnx@main", null), "one");
    assertThat(Files.readString(folder.resolve("said")))
        .isEqualTo(
            "-o BatchMode=yes -o ConnectTimeout=15 -p 2222 ada@host.example git-upload-pack '%s'\n"
                .formatted(other));
  }
}
