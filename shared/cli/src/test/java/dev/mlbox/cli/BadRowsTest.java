package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rows and answers that no verdict can rest on: each a clear message or a defined verdict. */
@Timeout(120)
class BadRowsTest {
  private static final int ROWS = 1200;
  private static final String CONFIG =
      """
      model: bad
      load: answers.csv
      evaluate:
        data: rows.csv
        target: late
        slices: [SLICE]
        gates:
          - GATE
      """;

  @TempDir private Path folder;
  private Shell shell;

  @BeforeEach
  void rowsThatAreFine() throws IOException {
    shell = new Shell(folder);
    rows(row -> row % 2 + ",c" + row % 1000 + "," + row);
    answers("prediction,probability", row -> row % 2 + "," + (0.3 + 0.4 * (row % 2)));
  }

  private void rows(IntFunction<String> line) throws IOException {
    shell.write("rows.csv", lines("late,carrier,n", line));
  }

  private void answers(String header, IntFunction<String> line) throws IOException {
    shell.write("answers.csv", lines(header, line));
  }

  private static String lines(String header, IntFunction<String> line) {
    return IntStream.range(0, ROWS)
        .mapToObj(line)
        .collect(Collectors.joining("\n", header + "\n", "\n"));
  }

  private int check(String slice, String gate) throws IOException {
    shell.write("mlbox.yaml", CONFIG.replace("SLICE", slice).replace("GATE", gate));
    return shell.run("check");
  }

  private void rejects(String reason, String slice, String gate) throws IOException {
    int code = check(slice, gate);

    assertThat(shell.out().lines().map(String::strip)).contains("REJECTED  " + reason);
    assertThat(code).isEqualTo(1);
  }

  private void refuses(String message, String slice, String gate) throws IOException {
    int code = check(slice, gate);

    assertThat(shell.err()).isEqualTo(message);
    assertThat(code).isEqualTo(4);
  }

  @Test
  void anEmptySlice() throws IOException {
    rejects(
        "accuracy by n > 99999 could not be judged: 0 rows, min_rows is 30 (mlbox.yaml:8)",
        "n > 99999",
        "accuracy by \"n > 99999\" >= 0.5");
  }

  @Test
  void oneClassOnly() throws IOException {
    rows(row -> "1,c,1");
    rejects(
        "roc_auc could not be judged: all rows are of one class, 1 (mlbox.yaml:8)",
        "carrier",
        "roc_auc >= 0.5");
  }

  @Test
  void answersThatAreNoNumbers() throws IOException {
    answers("prediction,probability", row -> row % 2 + "," + (row == 6 ? "NaN" : "0.5"));
    refuses(
        """
        mlbox: probability in answers.csv is no number from 0 to 1 in 1 of 1,200 rows: NaN in row 7 (prediction 0)
          where:    mlbox.yaml:2
          expected: a probability for each row
          remedy:   mend these rows, or leave them out of both files
        """,
        "carrier",
        "roc_auc >= 0.5");
  }

  @Test
  void scoresOutsideOfZeroToOneAreNoProbabilities() throws IOException {
    answers("prediction,score", row -> row % 2 + "," + (row == 6 ? "1.5" : "0.5"));
    rejects(
        "log_loss could not be judged: it needs probabilities, but the model's scores are not"
            + " between 0 and 1 in 1 of 1,200 rows, such as 1.5 (mlbox.yaml:8)",
        "carrier",
        "log_loss <= 0.9");
  }

  @Test
  void aProbabilityOfAClassOutsideOfZeroToOne() throws IOException {
    answers(
        "prediction,probability_0,probability_1",
        row -> row % 2 + ",0.5," + (row == 6 ? "1.5" : "0.5"));
    refuses(
        """
        mlbox: probability_1 in answers.csv is no number from 0 to 1 in 1 of 1,200 rows: 1.5 in row 7 (prediction 0, probability_0 0.5)
          where:    mlbox.yaml:2
          expected: a probability for each row
          remedy:   mend these rows, or leave them out of both files
        """,
        "carrier",
        "log_loss <= 0.9");
  }

  @Test
  void labelsOfAnotherTypeThanTheData() throws IOException {
    rows(row -> (row % 2 == 1 ? "late" : "in time") + ",c,1");
    answers("prediction", row -> Integer.toString(row % 2));
    refuses(
        """
        mlbox: prediction in answers.csv holds numbers (0 in row 1), but late in rows.csv holds text (in time in row 1): no label is in both
          where:    mlbox.yaml:2
          expected: the same labels in both files
          remedy:   train and test with the same labels
        """,
        "carrier",
        "accuracy >= 0.5");
  }

  @Test
  void theSameLabelsWrittenAsNumbersAndAsTextAreTheSame() throws IOException {
    rows(row -> row % 2 + ".0,c,1");
    answers("prediction", row -> "\"" + row % 2 + "\"");

    assertThat(check("carrier", "accuracy >= 0.99")).isZero();
  }

  @Test
  void anUnknownMetric() throws IOException {
    refuses(
        """
        mlbox: gate `acuracy >= 0.5` names an unknown metric, acuracy
          where:    mlbox.yaml:8
          expected: a metric, such as accuracy or roc_auc of classes, mean_absolute_error of numbers
          remedy:   did you mean accuracy?
        """,
        "carrier",
        "acuracy >= 0.5");
  }

  @Test
  void aThousandSlicesAreJudgedAndMoreAreNot() throws IOException {
    assertThat(check("carrier", "{gate: accuracy by carrier >= 0.5, error: warn}")).isZero();
    assertThat(shell.out())
        .contains(
            "accuracy by carrier could not be judged: no slice has 30 rows, which is min_rows");
    refuses(
        """
        mlbox: slice n has more than 1,000 values
          where:    mlbox.yaml:6
          expected: a column with fewer values, or a predicate
        """,
        "n",
        "accuracy by n >= 0.5");
  }

  @Test
  void probabilitiesThatAreNone() throws IOException {
    answers(
        "prediction,probability_0,probability_1",
        row -> row % 2 + "," + (row == 6 ? "0.7,0.7" : "0.25,0.75"));
    refuses(
        """
        mlbox: the sum of the probabilities in answers.csv is not 1 in 1 of 1,200 rows: 1.4 in row 7 (prediction 0, probability_0 0.7, probability_1 0.7)
          where:    mlbox.yaml:2
          expected: one column for each class, from 0 to 1 with the sum 1
          remedy:   leave them out where they are no probabilities
        """,
        "carrier",
        "roc_auc >= 0.6");
  }

  @Test
  void oneScoreThatIsText() throws IOException {
    answers("prediction,probability", row -> row % 2 + "," + (row == 6 ? "x" : "0.75"));
    refuses(
        """
        mlbox: probability in answers.csv is no number in 1 of 1,200 rows: x in row 7 (prediction 0)
          where:    mlbox.yaml:2
          expected: a number in each row, as in the others
          remedy:   mend these rows or leave them out
        """,
        "carrier",
        "roc_auc >= 0.6");
  }
}
