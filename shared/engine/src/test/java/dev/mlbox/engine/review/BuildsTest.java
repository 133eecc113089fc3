package dev.mlbox.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Environments as each CI's own documentation lists them. */
class BuildsTest {
  private static final URI GITHUB = URI.create("https://api.github.com");

  @Test
  void aJenkinsMultibranchBuild() {
    Builds builds =
        new Builds(
            Map.of(
                "CHANGE_ID", "7",
                "CHANGE_URL", "https://github.com/team/flights/pull/7",
                "CHANGE_TARGET", "main",
                "GIT_COMMIT", "a merge with the target",
                "BUILD_URL", "https://ci.example.com/job/flights/PR-7/3/"));

    assertThat(builds.pullRequest())
        .contains(new PullRequest(Forge.GITHUB, GITHUB, "team/flights", 7, null, false));
    assertThat(builds.link()).isEqualTo("https://ci.example.com/job/flights/PR-7/3/");
  }

  @Test
  void aJenkinsBuildOfAFork() {
    Builds builds =
        new Builds(
            Map.of(
                "CHANGE_ID", "7",
                "CHANGE_URL", "https://github.com/team/flights/pull/7",
                "CHANGE_FORK", "somebody"));

    assertThat(builds.pullRequest().orElseThrow().fork()).isTrue();
  }

  @Test
  void aGitLabPipelineOfMergedResults() {
    Builds builds =
        new Builds(
            Map.of(
                "GITLAB_CI", "true",
                "CI_SERVER_URL", "https://gitlab.example.com",
                "CI_MERGE_REQUEST_IID", "7",
                "CI_MERGE_REQUEST_PROJECT_PATH", "team/ml/flights",
                "CI_MERGE_REQUEST_SOURCE_PROJECT_PATH", "somebody/flights",
                "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "abc",
                "CI_COMMIT_SHA", "a merge",
                "CI_JOB_URL", "https://gitlab.example.com/team/ml/flights/-/jobs/1"));

    assertThat(builds.pullRequest())
        .contains(
            new PullRequest(
                Forge.GITLAB,
                URI.create("https://gitlab.example.com"),
                "team/ml/flights",
                7,
                "abc",
                true));
    assertThat(builds.link()).isEqualTo("https://gitlab.example.com/team/ml/flights/-/jobs/1");
  }

  @Test
  void aBitbucketPipeline() {
    Builds builds =
        new Builds(
            Map.of(
                "BITBUCKET_PR_ID", "7",
                "BITBUCKET_REPO_FULL_NAME", "team/flights",
                "BITBUCKET_COMMIT", "abc",
                "BITBUCKET_BUILD_NUMBER", "12"));

    assertThat(builds.pullRequest())
        .contains(
            new PullRequest(
                Forge.BITBUCKET,
                URI.create("https://api.bitbucket.org/2.0"),
                "team/flights",
                7,
                "abc",
                false));
    assertThat(builds.link()).isEqualTo("https://bitbucket.org/team/flights/pipelines/results/12");
  }

  private static Map<String, String> actions(Path folder, String from) throws IOException {
    Path event = folder.resolve("event.json");
    Files.writeString(
        event,
        """
        {"pull_request": {"number": 7, "head": {"sha": "abc", "repo": {"full_name": "%s"}}}}
        """
            .formatted(from));
    return Map.of(
        "GITHUB_ACTIONS", "true",
        "GITHUB_REPOSITORY", "team/flights",
        "GITHUB_SERVER_URL", "https://github.com",
        "GITHUB_API_URL", "https://api.github.com",
        "GITHUB_RUN_ID", "99",
        "GITHUB_SHA", "a merge",
        "GITHUB_EVENT_PATH", event.toString());
  }

  @Test
  void aWorkflowOfGitHub(@TempDir Path folder) throws IOException {
    Builds builds = new Builds(actions(folder, "team/flights"));

    assertThat(builds.pullRequest())
        .contains(new PullRequest(Forge.GITHUB, GITHUB, "team/flights", 7, "abc", false));
    assertThat(builds.link()).isEqualTo("https://github.com/team/flights/actions/runs/99");
    assertThat(new Builds(actions(folder, "somebody/flights")).pullRequest().orElseThrow().fork())
        .isTrue();
  }

  @Test
  void aPushIsNoPullRequest(@TempDir Path folder) throws IOException {
    Path event = Files.writeString(folder.resolve("event.json"), "{\"ref\": \"refs/heads/main\"}");

    assertThat(
            new Builds(
                    Map.of(
                        "GITHUB_ACTIONS", "true",
                        "GITHUB_REPOSITORY", "team/flights",
                        "GITHUB_EVENT_PATH", event.toString()))
                .pullRequest())
        .isEmpty();
    assertThat(new Builds(Map.of("GITHUB_EVENT_PATH", "nowhere.json")).pullRequest()).isEmpty();
  }

  @Test
  void variablesOfOurOwnForAnyOtherCi() {
    Builds builds =
        new Builds(
            Map.of(
                "MLBOX_PR_URL", "https://git.example.com/team/flights/pulls/7",
                "MLBOX_PR_API", "https://git.example.com/behind/api/v1",
                "MLBOX_PR_COMMIT", "abc",
                "MLBOX_PR_FORK", "true",
                "MLBOX_REPORT_URL", "https://reports.example.com/7"));

    assertThat(builds.pullRequest())
        .contains(
            new PullRequest(
                Forge.GITEA,
                URI.create("https://git.example.com/behind/api/v1"),
                "team/flights",
                7,
                "abc",
                true));
    assertThat(builds.link()).isEqualTo("https://reports.example.com/7");
  }
}
