package dev.mlbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.plan.Step;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.git.TestRepository;
import dev.mlbox.engine.project.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole commands, with real models. */
@Timeout(120)
class MlboxTest {
  private TinyProject project = new TinyProject(Path.of(""));

  @BeforeEach
  void aProject(@TempDir Path root) throws IOException {
    project = TinyProject.below(root);
  }

  @Test
  void trainingEvaluatesNothing() throws IOException {
    Files.delete(project.folder.resolve("test.csv"));

    RunReport report = project.run(Goal.TRAIN);

    assertThat(report.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(report.headline()).isEqualTo(project.folder.resolve("model.onnx").toString());
    assertThat(report.checked()).isNull();
    assertThat(project.steps()).containsExactly("load");
  }

  @Test
  void aModelIsNamedOnceWhereItIsLoaded() {
    project.run(Goal.TRAIN);

    assertThat(project.events)
        .filteredOn(Event.Finished.class::isInstance)
        .singleElement()
        .satisfies(
            event ->
                assertThat(((Event.Finished) event).what())
                    .matches("model\\.onnx  \\d+ kB  sha256:[0-9a-f]{8}…"));
  }

  @Test
  void evaluatingJudgesNothing() {
    RunReport report =
        project.run(Goal.EVALUATE, TinyProject.set("evaluate.gates", "[roc_auc >= 0.99]"));

    assertThat(report.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(report.headline()).contains("accuracy 0.8350", "roc_auc 0.9147");
    assertThat(project.steps()).containsExactly("load", "evaluate");
  }

  @Test
  void aRejectedModelIsNotBoxedAndHasAReport() throws IOException {
    RunReport report =
        project.run(Goal.BOX, TinyProject.set("evaluate.gates", "[roc_auc >= 0.99]"));

    assertThat(report.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(report.headline())
        .isEqualTo("roc_auc 0.9147 (95 % CI 0.863 … 0.947) is below 0.99 (--set evaluate.gates)");
    assertThat(project.folder.resolve(".mlbox/boxes")).doesNotExist();
    assertThat(report.release()).isNull();
    Path page = Path.of(report.files().get(0));
    assertThat(Files.readString(page)).contains("roc_auc", "0.9147");
    assertThat(page.resolveSibling("report.json")).exists();
  }

  @Test
  void theSameModelIsTheSameVersionWhereverItComesFrom() throws Exception {
    String version = TinyProject.release(project.run(Goal.BOX)).version();
    try (TestRepository repository = TestRepository.at(project.folder)) {
      repository.commit("notes.txt", "mine");
    }
    assertThat(TinyProject.release(project.run(Goal.BOX)).version()).isEqualTo(version);

    project.fixture("tiny-binary-zipmap.onnx", "model.onnx");
    assertThat(TinyProject.release(project.run(Goal.BOX)).version()).isNotEqualTo(version);
  }

  @Test
  void readyPredictionsAreCheckedButNotBoxed() throws IOException {
    String answers =
        Files.readAllLines(TinyProject.FIXTURES.resolve("tiny-binary.expected.csv")).stream()
            .collect(Collectors.joining("\n"))
            .replace("label", "prediction");
    project.write("answers.csv", answers);

    RunReport report = project.run(Goal.CHECK, TinyProject.set("load", "answers.csv"));

    assertThat(report.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(
            Objects.requireNonNull(TinyProject.candidate(report).metrics().get("accuracy")).value())
        .isEqualTo(0.835);
    assertThatThrownBy(() -> project.run(Goal.BOX, TinyProject.set("load", "answers.csv")))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID))
        .hasMessage(
            "ready predictions cannot be served (%s); expected an ONNX model or a Python function; use `mlbox check` for them"
                .formatted(project.folder.resolve("answers.csv")));
  }

  @Test
  void aPythonFunctionRunsFromItsModuleAndWhatWasTrainedAndNothingElse() throws IOException {
    project.write(
        "rule.py",
        """
        import os
        from pathlib import Path
        LIMIT = float(Path(__file__).with_name("limit.txt").read_text())
        FILES = sorted(os.listdir(Path(__file__).parent))

        def predict(columns):
            assert "test.csv" not in FILES, FILES
            return [{0: 0.9, 1: 0.1} if w > LIMIT else {0: 0.1, 1: 0.9} for w in columns["weight"]]
        """);
    project.write("limit.txt", "50");

    RunReport report =
        project.run(
            Goal.CHECK,
            TinyProject.set("load", "limit.txt"),
            TinyProject.set("predict", "rule:predict"),
            TinyProject.set("evaluate.gates", "[accuracy >= 0.01]"));

    assertThat(report.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(TinyProject.candidate(report).subject().rows()).isEqualTo(200);
    assertThatThrownBy(
            () ->
                project.run(
                    Goal.CHECK,
                    TinyProject.set("load", "limit.txt"),
                    TinyProject.set("predict", "rules:predict")))
        .hasMessage(
            "there is no Python module rules (predict: rules:predict); expected rules.py or the folder rules/ beside mlbox.yaml; name the module that holds the function");
  }

  @Test
  void aPlanSaysWhatWouldBeDone() throws IOException {
    project.write(
        "kube.conf",
        """
        current-context: prod
        contexts: [{name: prod, context: {cluster: here, user: me, namespace: ml}}]
        clusters: [{name: here, cluster: {server: "https://127.0.0.1:1"}}]
        users: [{name: me, user: {token: secret}}]
        """);
    Invocation.Assignment[] cluster = {
      TinyProject.set("deploy.to", "kubernetes"),
      TinyProject.set("deploy.image", "registry.example.com/team/tiny")
    };

    assertThat(project.mlbox().plan(Goal.CHECK).steps())
        .containsExactly(
            new Step("load", "model.onnx"),
            new Step("evaluate", "test.csv, target bought"),
            new Step("gate", "roc_auc >= 0.6"),
            new Step("gate", "accuracy >= baseline - 0.05"));
    assertThat(project.mlbox().plan(Goal.DEPLOY).steps())
        .extracting(Step::name)
        .containsExactly("load", "evaluate", "gate", "gate", "box", "probe", "canary", "promote");
    assertThat(project.mlbox(cluster).plan(Goal.DEPLOY).steps())
        .extracting(Step::name)
        .endsWith("promote", "watch");
    assertThat(project.mlbox().objects(Goal.DEPLOY)).isEmpty();
    assertThat(project.mlbox(cluster).objects(Goal.BOX)).isEmpty();
    assertThat(project.mlbox(cluster).objects(Goal.DEPLOY))
        .singleElement()
        .asString()
        .contains("kind: \"Deployment\"", "image: \"registry.example.com/team/tiny@sha256:…\"");
    assertThat(project.events).isEmpty();
  }
}
