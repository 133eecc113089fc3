package dev.mlbox.engine.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pipelines parse, and call what there is. */
class PipelineTest {
  private static final Path MOJOS = Path.of("../../maven-plugin/src/main/java/dev/mlbox/maven");
  private static final Path EXAMPLES = Path.of("../../src/examples/pipelines");

  private Path folder = Path.of("");

  @BeforeEach
  void aProject(@TempDir Path root) throws IOException {
    folder = root;
    Files.writeString(folder.resolve("requirements.txt"), "onnx\n");
  }

  private Pipeline pipeline(Pipeline.Ci ci) {
    return Pipeline.of(ci, folder, "0.1.0-SNAPSHOT");
  }

  private JsonNode yaml(Pipeline.Ci ci) throws IOException {
    return new YAMLMapper().readTree(pipeline(ci).text());
  }

  private static List<String> found(String text, String pattern) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1).toLowerCase(Locale.ROOT));
    }
    return found;
  }

  @ParameterizedTest
  @EnumSource(Pipeline.Ci.class)
  void theExampleIsWhatIsWritten(Pipeline.Ci ci) throws IOException {
    String name = pipeline(ci).file().getFileName().toString();
    assertThat(EXAMPLES.resolve(name.replaceFirst("^\\.", ""))).hasContent(pipeline(ci).text());
  }

  @ParameterizedTest
  @EnumSource(Pipeline.Ci.class)
  void nothingIsLeftToBeFilledIn(Pipeline.Ci ci) {
    assertThat(pipeline(ci).text()).doesNotContainPattern("@[a-z]+@");
  }

  @ParameterizedTest
  @EnumSource(Pipeline.Ci.class)
  void everyGoalIsOneOfThePlugins(Pipeline.Ci ci) throws IOException {
    Set<String> goals = new TreeSet<>();
    try (var files = Files.list(MOJOS)) {
      for (Path file : files.toList()) {
        goals.addAll(found(Files.readString(file), "@Mojo\\(\\s*name = \"(\\w+)\""));
      }
    }
    String text = pipeline(ci).text();
    List<String> called =
        found(text, ci == Pipeline.Ci.JENKINS ? "mlbox(\\w+)\\(" : "MLBOX:(\\w+)");

    assertThat(called).contains("train", "check", "deploy", "revert");
    assertThat(goals).containsAll(called);
  }

  @Test
  void gitHubChecksPullRequestsDeploysMainAndRevertsByHand() throws IOException {
    JsonNode workflow = yaml(Pipeline.Ci.GITHUB);

    assertThat(goals(workflow, "check", "steps", "run")).containsExactly("train", "check");
    assertThat(goals(workflow, "deploy", "steps", "run"))
        .containsExactly("train", "check", "deploy");
    assertThat(workflow.at("/jobs/check/permissions").toString())
        .isEqualTo("{\"contents\":\"read\",\"checks\":\"write\",\"pull-requests\":\"write\"}");
    assertThat(workflow.at("/jobs/check/if").asText())
        .isEqualTo("github.event_name == 'pull_request'");
    assertThat(workflow.at("/jobs/revert/if").asText())
        .isEqualTo("github.event_name == 'workflow_dispatch'");
  }

  /** Text that a person typed must never become part of a shell's program. */
  @Test
  void noInputIsPastedIntoAScript() throws IOException {
    for (JsonNode job : yaml(Pipeline.Ci.GITHUB).path("jobs")) {
      for (JsonNode step : job.path("steps")) {
        assertThat(step.path("run").asText()).doesNotContain("${{");
      }
    }
  }

  private static List<String> goals(JsonNode workflow, String job, String list, String key) {
    List<String> lines = new ArrayList<>();
    workflow.path("jobs").path(job).path(list).forEach(step -> lines.add(step.path(key).asText()));
    return found(String.join("\n", lines), "MLBOX:(\\w+)");
  }

  /** A first user's pipeline deployed to a runner that was gone a second later, and was green. */
  @ParameterizedTest
  @EnumSource(
      value = Pipeline.Ci.class,
      names = {"GITHUB", "GITLAB"})
  void itIsSaidThatWhatIsDeployedOnARunnerEndsWithIt(Pipeline.Ci ci) throws IOException {
    String local =
        "deploy.to is local: what is deployed on a runner ends with the job; set it to kubernetes, and KUBECONFIG as the file says";
    Files.writeString(folder.resolve("mlbox.yaml"), "model: tiny\n");
    assertThat(pipeline(ci).notes())
        .containsExactly(
            "the Maven plugin has to be in a repository that the runner knows: no public one has it",
            local);
    Files.writeString(folder.resolve("mlbox.yaml"), "model: tiny\ndeploy: {to: kubernetes}\n");
    assertThat(pipeline(ci).notes()).hasSize(1).doesNotContain(local);
    assertThat(pipeline(ci).text()).contains("KUBECONFIG");
  }

  @Test
  void gitLabDoesTheSame() throws IOException {
    JsonNode file = yaml(Pipeline.Ci.GITLAB);

    assertThat(found(file.path("check").path("script").toString(), "MLBOX:(\\w+)"))
        .containsExactly("train", "check");
    assertThat(found(file.path("deploy").path("script").toString(), "MLBOX:(\\w+)"))
        .containsExactly("train", "check", "deploy");
    assertThat(file.at("/revert/rules/0/when").asText()).isEqualTo("manual");
    assertThat(file.at("/check/artifacts/reports/codequality").asText())
        .isEqualTo(".mlbox/review/gl-code-quality-report.json");
    for (String job : List.of("check", "deploy", "revert")) {
      file.path(job)
          .path("script")
          .forEach(line -> assertThat(line.isTextual()).as(job + ": " + line).isTrue());
    }
  }

  /** No parser of Declarative is at hand; that its blocks close is seen without one. */
  @Test
  void theJenkinsfilesBlocksClose() {
    long depth = 0;
    for (char next : pipeline(Pipeline.Ci.JENKINS).text().toCharArray()) {
      depth += next == '{' ? 1 : next == '}' ? -1 : 0;
      assertThat(depth).isNotNegative();
    }
    assertThat(depth).isZero();
  }

  @Test
  void onePipelineIsNotReplacedByAccident() throws IOException {
    Path file = pipeline(Pipeline.Ci.GITHUB).write(false);

    assertThat(file).isEqualTo(folder.resolve(".github/workflows/model.yml")).exists();
    assertThatThrownBy(() -> pipeline(Pipeline.Ci.GITHUB).write(false))
        .hasMessage(
            "there is one already (%s); --force replaces it, --dry-run prints the new one"
                .formatted(file));
    assertThat(pipeline(Pipeline.Ci.GITHUB).write(true)).exists();
  }
}
