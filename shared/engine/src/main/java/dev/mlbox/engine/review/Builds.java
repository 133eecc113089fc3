package dev.mlbox.engine.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.engine.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which pull request a build is of, by the variables that its CI sets. */
final class Builds {
  private final Map<String, String> environment;

  Builds(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The pull request; empty in a build of a branch, or outside of any build. */
  Optional<PullRequest> pullRequest() {
    Optional<PullRequest> found =
        named().or(this::jenkins).or(this::gitlab).or(this::bitbucket).or(this::actions);
    return found
        .map(each -> set("MLBOX_PR_API").map(URI::create).map(each::withApi).orElse(each))
        .map(each -> set("MLBOX_PR_COMMIT").map(each::withCommit).orElse(each))
        .map(each -> set("MLBOX_PR_FORK").map(yes -> each.fromFork(isYes(yes))).orElse(each));
  }

  /** Where people find this build. */
  @Nullable String link() {
    return set("MLBOX_REPORT_URL")
        .or(() -> set("BUILD_URL"))
        .or(() -> set("CI_JOB_URL"))
        .or(this::actionsRun)
        .or(this::bitbucketRun)
        .orElse(null);
  }

  boolean isGitLab() {
    return set("GITLAB_CI").isPresent();
  }

  boolean isActions() {
    return set("GITHUB_ACTIONS").isPresent();
  }

  Optional<Path> jobSummary() {
    return set("GITHUB_STEP_SUMMARY").map(Path::of);
  }

  private Optional<PullRequest> named() {
    return set("MLBOX_PR_URL").flatMap(PullRequest::at);
  }

  /**
   * A multibranch job; the checked out commit may be a merge with the target, so it is not used.
   */
  private Optional<PullRequest> jenkins() {
    return set("CHANGE_URL")
        .filter(url -> set("CHANGE_ID").isPresent())
        .flatMap(PullRequest::at)
        .map(each -> each.fromFork(set("CHANGE_FORK").isPresent()));
  }

  private Optional<PullRequest> gitlab() {
    Optional<String> number = set("CI_MERGE_REQUEST_IID");
    Optional<String> project =
        set("CI_MERGE_REQUEST_PROJECT_PATH").or(() -> set("CI_PROJECT_PATH"));
    if (number.isEmpty() || project.isEmpty()) {
      return Optional.empty();
    }
    boolean fork =
        set("CI_MERGE_REQUEST_SOURCE_PROJECT_PATH")
            .map(source -> !source.equals(project.get()))
            .orElse(false);
    String site = set("CI_SERVER_URL").orElse("https://gitlab.com");
    // In a pipeline for merged results CI_COMMIT_SHA is of a merge that nobody sees.
    String commit =
        set("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA").or(() -> set("CI_COMMIT_SHA")).orElse(null);
    return Optional.of(
        new PullRequest(
            Forge.GITLAB,
            URI.create(site),
            project.get(),
            Long.parseLong(number.get()),
            commit,
            fork));
  }

  private Optional<PullRequest> bitbucket() {
    Optional<String> number = set("BITBUCKET_PR_ID");
    Optional<String> repository = set("BITBUCKET_REPO_FULL_NAME");
    return number.isEmpty() || repository.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PullRequest(
                Forge.BITBUCKET,
                Forge.BITBUCKET.api(URI.create("https://bitbucket.org")),
                repository.get(),
                Long.parseLong(number.get()),
                set("BITBUCKET_COMMIT").orElse(null),
                false));
  }

  /** GitHub's own runners, and Gitea's and Forgejo's, which set the same variables. */
  private Optional<PullRequest> actions() {
    Optional<JsonNode> event = set("GITHUB_EVENT_PATH").flatMap(Builds::event);
    Optional<String> repository = set("GITHUB_REPOSITORY");
    JsonNode pull = event.map(each -> each.path("pull_request")).orElse(null);
    if (repository.isEmpty() || pull == null || !pull.path("number").isNumber()) {
      return Optional.empty();
    }
    Forge forge = set("GITEA_ACTIONS").isPresent() ? Forge.GITEA : Forge.GITHUB;
    String site = set("GITHUB_SERVER_URL").orElse("https://github.com");
    URI api = set("GITHUB_API_URL").map(URI::create).orElse(forge.api(URI.create(site)));
    JsonNode head = pull.path("head");
    String source = head.path("repo").path("full_name").asText("");
    return Optional.of(
        new PullRequest(
            forge,
            api,
            repository.get(),
            pull.path("number").asLong(),
            head.path("sha").isTextual() ? head.path("sha").asText() : null,
            !source.equalsIgnoreCase(repository.get())));
  }

  private static Optional<JsonNode> event(String path) {
    try {
      return Optional.of(Json.mapper().readTree(Files.readString(Path.of(path))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<String> actionsRun() {
    return set("GITHUB_RUN_ID")
        .flatMap(
            run ->
                set("GITHUB_REPOSITORY")
                    .map(
                        repository ->
                            "%s/%s/actions/runs/%s"
                                .formatted(
                                    set("GITHUB_SERVER_URL").orElse("https://github.com"),
                                    repository,
                                    run)));
  }

  private Optional<String> bitbucketRun() {
    return set("BITBUCKET_BUILD_NUMBER")
        .flatMap(
            number ->
                set("BITBUCKET_REPO_FULL_NAME")
                    .map(
                        repository ->
                            "https://bitbucket.org/%s/pipelines/results/%s"
                                .formatted(repository, number)));
  }

  private Optional<String> set(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  private static boolean isYes(String text) {
    return text.equalsIgnoreCase("true") || text.equals("1") || text.equalsIgnoreCase("yes");
  }
}
