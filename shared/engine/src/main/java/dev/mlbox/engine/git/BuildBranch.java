package dev.mlbox.engine.git;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a CI says of the branch that its build is of, by the variables that it sets.
 *
 * @param change whether the build is of a pull request, or of what somebody asked for in one
 * @param name of the branch; null when the CI does not say
 * @param main the branch that others are merged into; null when the CI does not say
 * @param commit the build's own, by its full name; null when the CI does not say
 */
record BuildBranch(
    boolean change, @Nullable String name, @Nullable String main, @Nullable String commit) {
  private static final List<String> CHANGES =
      List.of(
          "MLBOX_PR_URL",
          "CHANGE_ID",
          "CHANGE_TARGET",
          "GITHUB_BASE_REF",
          "CI_MERGE_REQUEST_IID",
          "CI_EXTERNAL_PULL_REQUEST_IID",
          "CI_COMMIT_PULL_REQUEST",
          "BITBUCKET_PR_ID",
          "SYSTEM_PULLREQUEST_PULLREQUESTID",
          "CIRCLE_PULL_REQUEST",
          "TRAVIS_PULL_REQUEST",
          "BUILDKITE_PULL_REQUEST",
          "DRONE_PULL_REQUEST");

  /** Where it is said that there is none. */
  private static final Set<String> NONE = Set.of("", "false", "0");

  private static final List<String> NAMES =
      List.of(
          "BRANCH_NAME",
          "GITHUB_REF",
          "CI_COMMIT_BRANCH",
          "BITBUCKET_BRANCH",
          "BUILD_SOURCEBRANCH",
          "CIRCLE_BRANCH",
          "TRAVIS_BRANCH",
          "BUILDKITE_BRANCH",
          "DRONE_BRANCH",
          "GIT_BRANCH");

  private static final List<String> MAINS =
      List.of(
          "CI_DEFAULT_BRANCH",
          "CI_REPO_DEFAULT_BRANCH",
          "BUILDKITE_PIPELINE_DEFAULT_BRANCH",
          "DRONE_REPO_BRANCH");

  private static final List<String> COMMITS =
      List.of(
          "GITHUB_SHA",
          "CI_COMMIT_SHA",
          "BITBUCKET_COMMIT",
          "BUILD_SOURCEVERSION",
          "CIRCLE_SHA1",
          "TRAVIS_COMMIT",
          "BUILDKITE_COMMIT",
          "DRONE_COMMIT",
          "GIT_COMMIT");

  static BuildBranch of(Map<String, String> environment) {
    Optional<JsonNode> event = event(environment);
    String name = first(environment, NAMES).map(BuildBranch::branch).orElse(null);
    boolean primary = "true".equals(environment.get("BRANCH_IS_PRIMARY"));
    return new BuildBranch(
        first(environment, CHANGES).isPresent()
            || environment.getOrDefault("GITHUB_EVENT_NAME", "").startsWith("pull_request")
            || event.map(BuildBranch::isOfChange).orElse(false),
        name == null || name.startsWith("refs/") ? null : name,
        primary ? name : first(environment, MAINS).or(() -> main(event)).orElse(null),
        first(environment, COMMITS).filter(each -> each.matches("[0-9a-f]{40}")).orElse(null));
  }

  private static Optional<String> first(Map<String, String> environment, List<String> names) {
    return names.stream()
        .flatMap(name -> Stream.ofNullable(environment.get(name)))
        .map(String::strip)
        .filter(value -> !NONE.contains(value))
        .findFirst();
  }

  private static String branch(String ref) {
    return ref.replaceFirst("^refs/heads/", "").replaceFirst("^origin/", "");
  }

  /** What GitHub, Gitea and Forgejo say of what began the build. */
  private static Optional<JsonNode> event(Map<String, String> environment) {
    String path = environment.getOrDefault("GITHUB_EVENT_PATH", "");
    try {
      return path.isEmpty()
          ? Optional.empty()
          : Optional.of(Json.mapper().readTree(Files.readString(Path.of(path))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Also a comment in one, or another workflow that ran for one. */
  private static boolean isOfChange(JsonNode event) {
    return event.path("pull_request").isObject()
        || event.path("issue").path("pull_request").isObject()
        || !event.path("workflow_run").path("pull_requests").isEmpty();
  }

  private static Optional<String> main(Optional<JsonNode> event) {
    return event
        .map(each -> each.path("repository").path("default_branch").asText(""))
        .filter(each -> !each.isEmpty());
  }
}
