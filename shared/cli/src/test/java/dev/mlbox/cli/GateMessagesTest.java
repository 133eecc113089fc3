package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * What a user reads when a gate or a slice is wrong, or fails: the whole message and the exit code.
 */
class GateMessagesTest extends MessageStage {
  @Test
  void noGateAtAll() throws IOException {
    configured("  gates:\n    - roc_auc >= 0.6\n", "");
    prints(0, "  gate      warn  no gate was asked for, nothing was judged", "check");
    assertThat(shell.out())
        .contains("SUCCEEDED no gate was asked for")
        .doesNotContain("all gates pass");
  }

  @Test
  void anEmptyListOfGates() throws IOException {
    configured("  gates:\n    - roc_auc >= 0.6\n", "  gates: []\n");
    assertThat(shell.run("check")).isEqualTo(4);
    assertThat(shell.err()).contains("`evaluate.gates` is an empty list").contains("at least 1");
  }

  @Test
  void aGateOnAnUnknownMetric() throws IOException {
    configured("roc_auc >= 0.6", "auc_roc >= 0.6");
    says(
        4,
        """
          mlbox: gate `auc_roc >= 0.6` names an unknown metric, auc_roc
            where:    mlbox.yaml:8
            expected: a metric, such as accuracy or roc_auc of classes, mean_absolute_error of numbers
            remedy:   did you mean roc_auc?
          """,
        "check");
  }

  @Test
  void aGateThatIsNone() throws IOException {
    configured("roc_auc >= 0.6", "roc_auc better than baseline");
    says(
        4,
        """
        mlbox: gate `roc_auc better than baseline` is not understood
          where:    mlbox.yaml:8
          expected: METRIC [by SLICE | on live mix] (>=|<=) (NUMBER | [NUMBER *] baseline [(+|-) NUMBER[%]])
        """,
        "check");
  }

  @Test
  void aGateOnASliceThatIsNotListed() throws IOException {
    configured("roc_auc >= 0.6", "roc_auc by size >= 0.6");
    says(
        4,
        """
        mlbox: gate `roc_auc by size >= 0.6` is by size, which is no slice
          where:    mlbox.yaml:8
          expected: color
          remedy:   add size to evaluate.slices
        """,
        "check");
  }

  @Test
  void aGateForAnotherKindOfTask() throws IOException {
    configured("roc_auc >= 0.6", "r2 >= 0.6");
    says(
        4,
        """
          mlbox: gate `r2 >= 0.6` cannot be judged by r2: it is for numbers, but bought has 2 classes
            where:    mlbox.yaml:8
            expected: a metric for two classes, such as roc_auc or accuracy
          """,
        "check");
  }

  @Test
  void aSlicePredicateThatIsNone() throws IOException {
    configured("slices: [color]", "slices: [\"weight > > 5\"]");
    says(
        4,
        """
        mlbox: slice `weight > > 5` is neither a column nor a predicate: syntax error at or near ">"
          where:    mlbox.yaml:6
          expected: a condition on the columns color, size, weight, visits, bought, plan
        """,
        "check");
  }

  @Test
  void aSliceOnAnUnknownColumn() throws IOException {
    configured("slices: [color]", "slices: [colour]");
    says(
        4,
        """
        mlbox: slice `colour` is neither a column nor a predicate: Referenced column "colour" not found in FROM clause!; Candidate bindings: "color", "bought"
          where:    mlbox.yaml:6
          expected: a condition on the columns color, size, weight, visits, bought, plan
          remedy:   did you mean color?
        """,
        "check");
  }

  @Test
  void aPositiveClassThatNobodyHas() throws IOException {
    configured("target: bought", "target: bought\n  positive: yes!");
    says(
        4,
        """
        mlbox: positive class yes! is not a class of bought
          where:    mlbox.yaml:3
          expected: one of 0, 1
        """,
        "check");
  }

  @Test
  void aGateOnFewGroupsSaysWhatTheyCanHide() throws IOException {
    StringBuilder rows = new StringBuilder("late,customer\n");
    StringBuilder answers = new StringBuilder("prediction\n");
    StringBuilder before = new StringBuilder("prediction\n");
    for (int row = 0; row < 400; row++) {
      int truth = row % 2;
      rows.append(truth).append(",c").append(row / 20).append('\n');
      answers.append(row % 20 == 3 ? 1 - truth : truth).append('\n');
      before.append(row % 20 == 5 ? 1 - truth : truth).append('\n');
    }
    shell.write("rows.csv", rows.toString());
    shell.write("answers.csv", answers.toString());
    shell.write("before.csv", before.toString());
    shell.write(
        "mlbox.yaml",
        """
        model: grouped
        load: answers.csv
        evaluate:
          data: rows.csv
          target: late
          group: customer
          gates: [accuracy >= baseline - 0.3]
        baseline: file:before.csv
        """);
    prints(
        0,
        "  gate      pass  accuracy 0.95 against the baseline's 0.95: 0.00 (95 % CI −0.16 … +0.16),"
            + " a drop of more than 0.3 is ruled out; a loss in fewer than 14 % of all groups of"
            + " customer can be missing from these 20",
        "check");
  }

  @Test
  void aGateThatFails() throws IOException {
    configured("roc_auc >= 0.6", "roc_auc >= 0.99");
    prints(
        1,
        "  REJECTED  roc_auc 0.9147 (95 % CI 0.863 … 0.947) is below 0.99 (mlbox.yaml:8)",
        "check");
  }
}
