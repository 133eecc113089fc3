package dev.mlbox.engine.init;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pipelines run: what each of their jobs calls, with which secrets, and where it stops. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "runners of both pipelines are Linux")
class PipelineRunTest {
  @TempDir private Path folder;
  private CiRun ci;

  @BeforeEach
  void aProject() throws IOException {
    Files.writeString(folder.resolve("requirements.txt"), "onnx\n");
    ci = new CiRun(folder);
  }

  private JsonNode pipeline(Pipeline.Ci kind) throws IOException {
    return new YAMLMapper().readTree(Pipeline.of(kind, folder, "0.1.0").text());
  }

  private boolean github(String event) throws Exception {
    return ci.github(pipeline(Pipeline.Ci.GITHUB), event);
  }

  private boolean gitlab(boolean manual) throws Exception {
    return ci.gitlab(pipeline(Pipeline.Ci.GITLAB), manual);
  }

  @Test
  void aPullRequestTrainsAndChecksAndTheCheckAloneHasTheToken() throws Exception {
    ci.known.put("github.token", "t0ken");

    assertThat(github("pull_request")).isTrue();

    assertThat(ci.calls())
        .containsExactly(
            "pip install -r requirements.txt",
            "-B -ntp dev.mlbox:mlbox-maven-plugin:0.1.0:train token= git= kube=",
            "-B -ntp dev.mlbox:mlbox-maven-plugin:0.1.0:check token=t0ken git= kube=");
  }

  @Test
  void aPushToMainTrainsChecksAndDeploysWithTheKubeconfig() throws Exception {
    ci.known.put("secrets.KUBECONFIG", "apiVersion: v1");

    assertThat(github("push")).isTrue();

    assertThat(ci.goals()).containsExactly("train", "check", "deploy");
    assertThat(ci.calls().get(3)).endsWith(":deploy token= git= kube=apiVersion: v1");
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.endsWith("kubeconfig")))
          .singleElement()
          .satisfies(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void withoutAClustersSecretNothingIsMadeOfIt() throws Exception {
    assertThat(github("push")).isTrue();

    assertThat(ci.calls().get(3)).endsWith(":deploy token= git= kube=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "check"})
  void whatFailsBeforeTheDeployEndsTheJob(String goal) throws Exception {
    ci.failing = goal;

    assertThat(github("push")).isFalse();
    assertThat(ci.goals()).doesNotContain("deploy");
  }

  @Test
  void aRejectionIsARedPullRequest() throws Exception {
    ci.failing = "check";

    assertThat(github("pull_request")).isFalse();
  }

  @Test
  void byHandAVersionIsTakenBackAndTextThatWasTypedIsNoProgram() throws Exception {
    ci.known.put("inputs.revert", "previous");
    github("workflow_dispatch");
    ci.known.put("inputs.revert", "v1\"; touch pwned; \"$(touch pwned)");
    github("workflow_dispatch");

    assertThat(ci.calls())
        .containsExactly(
            "-B -ntp dev.mlbox:mlbox-maven-plugin:0.1.0:revert token= git= kube=",
            "-B -ntp dev.mlbox:mlbox-maven-plugin:0.1.0:revert -Dmlbox.version=v1\"; touch pwned; \"$(touch pwned) token= git= kube=");
    assertThat(folder.resolve("pwned")).doesNotExist();
  }

  /** A revert by hand waited for the end of the deploy that it was to end. */
  @Test
  void aRevertDoesNotWaitForADeploy() throws Exception {
    JsonNode github = pipeline(Pipeline.Ci.GITHUB);
    JsonNode gitlab = pipeline(Pipeline.Ci.GITLAB);

    assertThat(github.has("concurrency")).isFalse();
    assertThat(github.at("/jobs/deploy/concurrency/group").asText()).isEqualTo("model-deploy");
    assertThat(github.at("/jobs/revert").has("concurrency")).isFalse();
    assertThat(gitlab.path("deploy").path("resource_group").asText()).isEqualTo("model");
    assertThat(gitlab.path("revert").has("resource_group")).isFalse();
  }

  /** Two pushes deployed at once, and the older commit served where its training took longer. */
  @Test
  void deploysAreOneAfterTheOther() throws Exception {
    assertThat(pipeline(Pipeline.Ci.GITHUB).at("/jobs/deploy/concurrency/group").asText())
        .isEqualTo("model-deploy");
    assertThat(pipeline(Pipeline.Ci.GITLAB).path("deploy").path("resource_group").asText())
        .isEqualTo("model");
    assertThat(Pipeline.of(Pipeline.Ci.JENKINS, folder, "0.1.0").text())
        .containsPattern("options \\{\\s+disableConcurrentBuilds\\(\\)\\s+}")
        .contains("taken back at once by Revert on its build's page");
  }

  @Test
  void aMergeRequestTrainsAndChecks() throws Exception {
    ci.known.put("CI_PIPELINE_SOURCE", "merge_request_event");

    assertThat(gitlab(false)).isTrue();

    assertThat(ci.calls().get(0)).isEqualTo("pip install -r requirements.txt");
    assertThat(ci.goals()).containsExactly("train", "check");
  }

  @Test
  void gitLabsMainIsDeployedAndMayKeepBaselines() throws Exception {
    ci.known.put("CI_PIPELINE_SOURCE", "push");
    ci.known.put("CI_COMMIT_BRANCH", "main");
    ci.known.put("GITLAB_TOKEN", "t0ken");

    assertThat(gitlab(false)).isTrue();

    assertThat(ci.goals()).containsExactly("train", "check", "deploy");
    assertThat(ci.calls().get(2)).contains(":check token= git=t0ken ");
  }

  @Test
  void gitLabsRevertRunsByHandAlone() throws Exception {
    ci.known.put("CI_PIPELINE_SOURCE", "push");
    ci.known.put("CI_COMMIT_BRANCH", "main");
    ci.failing = "check";
    assertThat(gitlab(false)).isFalse();
    assertThat(ci.goals()).containsExactly("train", "check");
    ci.failing = "";

    gitlab(true);
    ci.known.put("REVERT", "v1; touch pwned");
    gitlab(true);

    assertThat(ci.goals()).isEqualTo(List.of("train", "check", "revert", "revert"));
    assertThat(ci.calls().get(ci.calls().size() - 1)).contains("-Dmlbox.version=v1; touch pwned ");
    assertThat(folder.resolve("pwned")).doesNotExist();
  }

  @Test
  void anotherBranchRunsNothing() throws Exception {
    ci.known.put("CI_PIPELINE_SOURCE", "push");
    ci.known.put("CI_COMMIT_BRANCH", "idea");

    gitlab(false);
    gitlab(true);
    github("schedule");

    assertThat(ci.calls()).isEmpty();
  }
}
