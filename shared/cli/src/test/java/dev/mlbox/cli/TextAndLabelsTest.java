package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models that answer with text, or with sets of labels, from mlbox.yaml to the verdict. */
@Timeout(120)
class TextAndLabelsTest {
  private static final String CONFIG =
      """
      model: tickets
      load: answers.csv
      evaluate:
        data: rows.jsonl
        target: truth
        task: TASK
        slices: [kind]
        gates: [GATES]
      baseline: file:before.csv
      """;

  @TempDir private Path folder;
  private Shell shell;

  @BeforeEach
  void aFolder() throws IOException {
    shell = new Shell(folder);
  }

  private void check(int code, String task, String gates) throws IOException {
    shell.write("mlbox.yaml", CONFIG.replace("TASK", task).replace("GATES", gates));
    int actual = shell.run("check");

    assertThat(shell.err()).isEmpty();
    assertThat(actual).isEqualTo(code);
  }

  /** A file of so many rows. */
  private void rows(String file, String head, String... lines) throws IOException {
    shell.write(
        file,
        IntStream.range(0, 300)
            .mapToObj(row -> lines[row % lines.length])
            .collect(Collectors.joining("\n", head, "\n")));
  }

  @Test
  void textsAreComparedWithTheirReferences() throws IOException {
    rows(
        "rows.jsonl",
        "",
        "{\"kind\": \"a\", \"truth\": [\"The old mill\", \"a mill\"]}",
        "{\"kind\": \"b\", \"truth\": [\"Ada Holt\"]}");
    rows("answers.csv", "prediction\n", "old mill!", "Ada");
    rows("before.csv", "prediction\n", "old mill!", "\"\"");

    check(
        0,
        "text",
        "exact_match >= 0.4, token_f1 by kind >= 0.6, rouge_l >= baseline - 0.01, chrf >= baseline");

    assertThat(shell.out().lines().map(String::strip))
        .contains(
            "gate      pass  exact_match 0.5 (95 % CI 0.4438 … 0.5562) is at least 0.4",
            "gate      pass  token_f1 by kind: at least 0.6 in all 2 slices; worst b 0.6667 (95 % CI"
                + " 0.5879 … 0.7371)");
  }

  @Test
  void setsOfLabelsAreComparedLabelByLabel() throws IOException {
    rows(
        "rows.jsonl",
        "",
        "{\"kind\": \"a\", \"truth\": [\"law\", \"art\"]}",
        "{\"kind\": \"b\", \"truth\": []}");
    rows("answers.csv", "prediction,probability_art,probability_law\n", "art,.9,.4", ",.1,.2");
    rows("before.csv", "prediction,probability_art,probability_law\n", "art|law,.9,.8", ",.1,.2");

    check(
        1,
        "multilabel",
        "accuracy >= 0.4, label_ranking_average_precision >= 0.99, recall@law >= baseline - 0.01");

    assertThat(shell.out())
        .contains("gate      pass  accuracy 0.5 (95 % CI 0.4438 … 0.5562) is at least 0.4")
        .contains("gate      FAIL  recall@law 0");
  }

  @Test
  void aMetricOfOtherModelsIsNamedWithTheReason() throws IOException {
    rows("rows.jsonl", "", "{\"kind\": \"a\", \"truth\": \"x\"}");
    rows("answers.csv", "prediction\n", "x y");
    rows("before.csv", "prediction\n", "x y");

    shell.write("mlbox.yaml", CONFIG.replace("TASK", "text").replace("GATES", "roc_auc >= 0.5"));

    assertThat(shell.run("check")).isEqualTo(4);
    assertThat(shell.err())
        .contains(
            "gate `roc_auc >= 0.5` cannot be judged by roc_auc: it is for two classes, but truth holds"
                + " text")
        .contains("a metric for text, such as exact_match or token_f1");
  }
}
