package dev.mlbox.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The branch that others are merged into, as repositories and builds tell it. */
class TrunkTest {
  @TempDir private Path folder;
  private TestRepository repository;
  private String first = "";
  private String last = "";

  @BeforeEach
  void twoCommits() throws Exception {
    repository = TestRepository.at(folder);
    first = repository.commit("train.py", "one");
    last = repository.commit("train.py", "two");
  }

  @AfterEach
  void close() {
    repository.close();
  }

  private Trunk trunk(String... variables) {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return Trunk.of(folder, environment);
  }

  private void detach(String commit) throws Exception {
    repository.git().checkout().setName(commit).call();
  }

  private void ref(String name, String commit) throws Exception {
    RefUpdate update = repository.git().getRepository().updateRef(name);
    update.setNewObjectId(ObjectId.fromString(commit));
    update.setForceUpdate(true);
    update.update();
  }

  private void branch(String name) throws Exception {
    repository.git().checkout().setCreateBranch(true).setName(name).call();
  }

  @Test
  void withoutARemoteItIsTheOnlyBranchOrMain() throws Exception {
    assertThat(trunk()).isEqualTo(new Trunk("main", false, null));
    branch("feature");
    assertThat(trunk()).isEqualTo(new Trunk("main", false, "this is branch feature"));
    repository.git().branchDelete().setBranchNames("main").setForce(true).call();
    assertThat(trunk()).isEqualTo(new Trunk("feature", false, null));
    branch("another");
    assertThat(trunk().obstacle())
        .isEqualTo(
            "it is not known which branch others are merged into; `git remote set-head origin"
                + " --auto`");
  }

  @Test
  void whatTheRemoteSaysComesBeforeAName() throws Exception {
    ref("refs/remotes/origin/main", first);
    ref("refs/remotes/origin/develop", last);
    Repository git = repository.git().getRepository();
    git.updateRef("refs/remotes/origin/HEAD").link("refs/remotes/origin/develop");

    assertThat(trunk()).isEqualTo(new Trunk("develop", false, "this is branch main"));
    branch("develop");
    assertThat(trunk()).isEqualTo(new Trunk("develop", false, null));
  }

  @Test
  void aCommitThatIsCheckedOutAloneIsTheLastOneOfIt() throws Exception {
    detach(first);
    assertThat(trunk().obstacle())
        .isEqualTo(first.substring(0, 10) + " is not the last commit of it");
    detach(last);
    assertThat(trunk().obstacle()).isNull();
    ref("refs/remotes/origin/main", first);
    detach(first);
    assertThat(trunk().obstacle()).isNull();
  }

  @Test
  void buildsOfBranchesSayWhichOneTheyAreOf() throws Exception {
    detach(first);

    assertThat(trunk("BRANCH_NAME", "main").obstacle()).as("Jenkins").isNull();
    assertThat(trunk("BRANCH_NAME", "trunk", "BRANCH_IS_PRIMARY", "true"))
        .isEqualTo(new Trunk("trunk", false, null));
    assertThat(trunk("GIT_BRANCH", "origin/main").obstacle()).as("a plain job").isNull();
    assertThat(trunk("BRANCH_NAME", "feature").obstacle()).isEqualTo("this is branch feature");
    assertThat(trunk("CI_COMMIT_BRANCH", "dev", "CI_DEFAULT_BRANCH", "dev").obstacle())
        .as("GitLab")
        .isNull();
    assertThat(trunk("GITHUB_REF", "refs/heads/main", "GITHUB_SHA", first).obstacle())
        .as("GitHub")
        .isNull();
    assertThat(trunk("BITBUCKET_BRANCH", "main").obstacle()).as("Bitbucket").isNull();
    assertThat(trunk("TRAVIS_BRANCH", "main", "TRAVIS_PULL_REQUEST", "false").obstacle()).isNull();
  }

  @Test
  void aBuildOfOneBranchAloneKnowsItByItsName() throws Exception {
    detach(last);
    repository.git().branchDelete().setBranchNames("main").setForce(true).call();
    ref("refs/remotes/origin/master", last);

    assertThat(trunk("GITHUB_REF", "refs/heads/master").obstacle()).isNull();
    ref("refs/remotes/origin/feature", last);
    assertThat(trunk("GITHUB_REF", "refs/heads/feature").obstacle())
        .isEqualTo("this is branch feature");
  }

  @Test
  void whatIsCheckedOutHasToBeWhatTheBuildIsOf() {
    assertThat(trunk("GITHUB_REF", "refs/heads/main", "GITHUB_SHA", first).obstacle())
        .isEqualTo(
            "this build is of %s, but %s is checked out"
                .formatted(first.substring(0, 10), last.substring(0, 10)));
  }

  @Test
  void aPullRequestsBuildIsNeverOfIt() throws Exception {
    for (String[] told :
        new String[][] {
          {"CHANGE_ID", "7", "CHANGE_TARGET", "main", "BRANCH_NAME", "main"},
          {"GITHUB_BASE_REF", "main", "GITHUB_REF", "refs/heads/main"},
          {"GITHUB_EVENT_NAME", "pull_request_target", "GITHUB_REF", "refs/heads/main"},
          {"CI_MERGE_REQUEST_IID", "7", "CI_COMMIT_BRANCH", "main"},
          {"CI_EXTERNAL_PULL_REQUEST_IID", "7", "CI_COMMIT_BRANCH", "main"},
          {"BITBUCKET_PR_ID", "7", "BITBUCKET_BRANCH", "main"},
          {"TRAVIS_PULL_REQUEST", "7", "TRAVIS_BRANCH", "main"},
          {"MLBOX_PR_URL", "https://example.com/a/b/pull/7"},
        }) {
      assertThat(trunk(told)).isEqualTo(new Trunk("main", true, "this build is of a pull request"));
    }
    Path event = folder.resolveSibling(folder.getFileName() + "-event.json");
    Files.writeString(event, "{\"issue\": {\"pull_request\": {\"url\": \"x\"}}}");
    String[] comment = {"GITHUB_EVENT_PATH", event.toString(), "GITHUB_REF", "refs/heads/main"};
    assertThat(trunk(comment).change()).isTrue();
    Files.writeString(event, "{\"repository\": {\"default_branch\": \"trunk\"}}");
    assertThat(trunk(comment).name()).isEqualTo("trunk");
    Files.delete(event);
  }

  @Test
  void aFolderWithoutGitHasNone(@TempDir Path none) {
    assertThat(Trunk.of(none, Map.of())).isEqualTo(new Trunk("", false, "there is no commit"));
  }

  @Test
  void filesThatTheCommitDoesNotHaveAreTold() throws Exception {
    repository.commit("models/a/train.py", "three");
    repository.write("models/a/train.py", "four");
    repository.write("models/a/new/more.py", "");
    repository.write("other.py", "");
    repository.write("train.py", "five");

    Uncommitted below = Uncommitted.in(folder.resolve("models/a"));

    assertThat(below.changed()).containsExactly("train.py");
    assertThat(below.untracked()).contains("new/more.py").doesNotContain("other.py");
    assertThat(Uncommitted.in(folder).changed())
        .containsExactlyInAnyOrder("models/a/train.py", "train.py");
  }
}
