package dev.mlbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a check is compared with where the data are not those of the evaluations that are kept. */
@Timeout(120)
class ChangedRowsTest {
  private static final List<String> ORDERS = List.of("[deployed, merge-base, latest]", "best");
  private static final String RULE =
      """
      from pathlib import Path
      LIMIT = float(Path(__file__).with_name("limit.txt").read_text())

      def predict(columns):
          return [{0: 0.9, 1: 0.1} if w > LIMIT else {0: 0.1, 1: 0.9} for w in columns["weight"]]
      """;

  @TempDir private Path root;

  /** Takes the last of the rows away, and commits that. */
  private static void change(CheckedProject project) throws Exception {
    Path table = project.folder.resolve("test.csv");
    List<String> rows = Files.readAllLines(table);
    project.repository.commit(
        "test.csv", String.join("\n", rows.subList(0, rows.size() - 1)) + "\n");
  }

  private CheckedProject onnx() throws Exception {
    CheckedProject project = CheckedProject.below(root, "model.onnx");
    project.fixture("tiny-binary.onnx", "model.onnx");
    project.repository.commit("notes.txt", "A model.");
    return project;
  }

  /** A Python model that says yes to all whose weight is at most so much. */
  private CheckedProject python(String limit) throws Exception {
    CheckedProject project = CheckedProject.below(root, "limit.txt");
    project.repository.write(
        "mlbox.yaml",
        Files.readString(project.folder.resolve("mlbox.yaml")) + "predict: rule:predict\n");
    project.repository.write("rule.py", RULE);
    project.repository.commit("limit.txt", limit);
    return project;
  }

  private static List<Path> models(CheckedProject project) throws IOException {
    Path models = project.folder.resolve(".mlbox/models");
    if (!Files.exists(models)) {
      return List.of();
    }
    try (var each = Files.list(models)) {
      return each.toList();
    }
  }

  @Test
  void theModelOfACheckIsAskedAboutNewRows() throws Exception {
    try (CheckedProject project = onnx()) {
      project.check();
      change(project);
      for (String order : ORDERS) {
        RunReport changed = project.check("baseline=" + order, "baseline.record=promoted");

        assertThat(changed.outcome()).as(changed.headline()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(changed.headline()).isEqualTo("all gates pass");
        assertThat(project.against("baseline=" + order)).contains(", checked at ");
      }
    }
  }

  @Test
  void aWorsePythonModelIsRefusedOnNewRows() throws Exception {
    try (CheckedProject project = python("50")) {
      project.check();
      change(project);
      project.repository.commit("limit.txt", "80");
      for (String order : ORDERS) {
        RunReport worse = project.check("baseline=" + order);

        assertThat(worse.outcome()).as(worse.headline()).isEqualTo(Outcome.REJECTED);
        assertThat(worse.headline()).contains("accuracy 0.").doesNotContain("could not be judged");
      }
    }
  }

  @Test
  void anotherMachineIsGivenASmallModelWithItsEvaluation() throws Exception {
    try (CheckedProject project = onnx()) {
      project.pushed();
      project.check();
      change(project);
      project.repository.git().push().add("HEAD:refs/heads/main").call();
      TestRepository.cloneOf(project.origin, root.resolve("clone")).close();
      project.folder = root.toRealPath().resolve("clone");

      assertThat(project.against()).contains(", checked at ");
      assertThat(models(project)).hasSize(1);
    }
  }

  @Test
  void codeIsNeverTakenOutOfAnEvaluation() throws Exception {
    try (CheckedProject project = python("50")) {
      project.pushed();
      project.check();
      change(project);
      project.repository.git().push().add("HEAD:refs/heads/main").call();
      TestRepository.cloneOf(project.origin, root.resolve("clone")).close();
      project.folder = root.toRealPath().resolve("clone");

      assertThat(project.check().headline())
          .contains("is not here to be asked about these rows; name that model with");
    }
  }

  @Test
  void aModelThatWasChangedByHandIsNamedAndSkipped() throws Exception {
    try (CheckedProject project = python("50")) {
      project.check();
      change(project);
      Path kept = models(project).get(0);
      Files.writeString(kept.resolve("model/limit.txt"), "80");

      RunReport report = project.check();

      assertThat(report.headline()).contains("is not here to be asked about these rows");
      assertThat(project.told)
          .contains(
              "baseline a kept model is damaged and skipped: .mlbox/models/%s is not what it was"
                  .formatted(kept.getFileName()));
    }
  }

  @Test
  void modelsAreKeptAsLongAsEvaluations() throws Exception {
    try (CheckedProject project = python("50")) {
      for (int limit = 51; limit < 54; limit++) {
        project.repository.commit("limit.txt", String.valueOf(limit));
        RunReport report = project.check("baseline.keep=2");
        assertThat(report.outcome()).as(report.headline()).isEqualTo(Outcome.SUCCEEDED);
      }

      assertThat(models(project)).hasSize(2);
    }
  }

  @Test
  void readyAnswersToOtherRowsAreAnErrorWithAWayOut() throws Exception {
    try (CheckedProject project = CheckedProject.below(root, "answers.csv")) {
      project.commit(0);
      project.check();
      change(project);
      project.repository.commit(
          "answers.csv",
          String.join("\n", CheckedProject.answers(0).lines().toList().subList(0, 200)) + "\n");
      for (String order : ORDERS) {
        RunReport other = project.check("baseline=" + order);

        assertThat(other.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(other.headline())
            .matches(
                "accuracy could not be judged: the earlier evaluations are of other data, and the model of the last one, [0-9a-f]{10}, checked at [0-9a-f]{10}, was given as ready answers, which cannot be asked about these rows; name that model with `baseline: file:PATH`, or let one check of the branch that others are merged into pass with `error: warn` at this gate \\(mlbox.yaml:3\\)");
      }
      assertThat(project.kept()).isEqualTo(1);

      project.check("evaluate.gates=[{gate: accuracy >= baseline - 0.05, error: warn}]");
      assertThat(project.kept()).isEqualTo(2);
      assertThat(project.against()).contains(", checked at ");
    }
  }

  @Test
  void changedColumnsAndMovedValuesAreSeenWhereNothingIsDeployed() throws Exception {
    try (CheckedProject project = CheckedProject.below(root, "answers.csv")) {
      project.commit(0);
      project.check();
      String moved =
          Files.readString(project.folder.resolve("test.csv"))
              .replace("visits", "calls")
              .replace("red", "blue");
      project.repository.commit("test.csv", moved);
      project.check();

      assertThat(project.told)
          .anyMatch(line -> line.startsWith("data ") && line.contains("visits"))
          .anyMatch(line -> line.startsWith("data ") && line.contains("color"));
    }
  }
}
