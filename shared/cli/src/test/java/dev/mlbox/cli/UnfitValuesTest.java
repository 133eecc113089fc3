package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Single values that spoil a file: the message names rows as whoever opens that file counts. */
@Timeout(120)
class UnfitValuesTest {
  private static final int ROWS = 1200;
  private static final Set<Integer> FOUR = Set.of(6, 40, 77, 900);

  @TempDir private Path folder;
  private Shell shell;

  @BeforeEach
  void rowsThatAreFine() throws IOException {
    shell = new Shell(folder);
    rows(row -> row % 2 + ",c" + row % 5 + "," + row);
    file("answers.csv", "prediction", row -> Integer.toString(row % 2));
  }

  private void rows(IntFunction<String> line) throws IOException {
    file("rows.csv", "late,carrier,n", line);
  }

  private void file(String name, String header, IntFunction<String> line) throws IOException {
    shell.write(
        name,
        IntStream.range(0, ROWS)
            .mapToObj(line)
            .collect(Collectors.joining("\n", header + "\n", "\n")));
  }

  private void refuses(String message, String gate, String... more) throws IOException {
    shell.write(
        "mlbox.yaml",
        "model: bad\nload: answers.csv\nevaluate:\n  data: rows.csv\n  target: late\n  gates: ['"
            + gate
            + "']\n"
            + String.join("", more));
    int code = shell.run("check");

    assertThat(shell.err()).isEqualTo(message);
    assertThat(code).isEqualTo(4);
  }

  @Test
  void aFewOfManyAnswersAreNoNumbers() throws IOException {
    rows(row -> row % 17 + ".5,c,1");
    file("answers.csv", "prediction", row -> FOUR.contains(row) ? "NaN" : row % 17 + ".25");
    refuses(
        """
        mlbox: prediction in answers.csv is no finite number in 4 of 1,200 rows: NaN in row 7, NaN in row 41, NaN in row 78 and 1 more
          where:    mlbox.yaml:2
          expected: a finite number for each row
          remedy:   mend these rows, or leave them out of both files
        """,
        "mean_absolute_error <= 5");
  }

  @Test
  void aWordAmongAnswersThatAreNumbers() throws IOException {
    rows(row -> row % 17 + ".5,c,1");
    file("answers.csv", "prediction", row -> row == 6 ? "oops" : row % 17 + ".25");
    refuses(
        """
        mlbox: prediction in answers.csv is no number in 1 of 1,200 rows: oops in row 7
          where:    mlbox.yaml:2
          expected: a number in each row, as in the others
          remedy:   mend these rows or leave them out
        """,
        "mean_absolute_error <= 5");
  }

  @Test
  void answersInAnotherOrderAreNamedByTheirIdAndTheRowOfTheirFile() throws IOException {
    file("rows.csv", "id,late", row -> "f" + row + "," + row % 2);
    file(
        "answers.csv",
        "id,prediction,probability",
        row -> "f" + (ROWS - 1 - row) + ",1," + (row == 9 ? "1.5" : "0.5"));
    refuses(
        """
        mlbox: probability in answers.csv is no number from 0 to 1 in 1 of 1,200 rows: 1.5 in row 10 (id f1190, prediction 1)
          where:    mlbox.yaml:2
          expected: a probability for each row
          remedy:   mend these rows; where it is no probability, call the column score
        """,
        "roc_auc >= 0.5");
  }

  @Test
  void aWordInATargetOfNumbers() throws IOException {
    rows(row -> (row == 3 ? "much" : row % 17 + ".5") + ",c," + row);
    refuses(
        """
        mlbox: late in rows.csv is no number in 1 of 1,200 rows: much in row 4 (carrier c, n 3)
          where:    mlbox.yaml:4
          expected: a number in each row, as in the others
          remedy:   mend these rows or leave them out
        """,
        "mean_absolute_error <= 5");
  }

  private static final String ELEVEN =
      """
      mlbox: n in rows.csv is no number in 1 of 1,200 rows: eleven in row 12 (late 1, carrier c)
        where:    mlbox.yaml:4
        expected: a number in each row, as in the others
        remedy:   mend these rows or leave them out
      """;

  @Test
  void aWordInAWeight() throws IOException {
    rows(row -> row % 2 + ",c," + (row == 11 ? "eleven" : row + 1));
    refuses(ELEVEN, "accuracy >= 0.5", "  weight: n\n");
  }

  @Test
  void aWordInWhatAPredicateCompares() throws IOException {
    rows(row -> row % 2 + ",c," + (row == 11 ? "eleven" : row + 1));
    refuses(ELEVEN, "accuracy by \"n > 5\" >= 0.5", "  slices: ['n > 5']\n");
  }

  @Test
  void aWordInWhatAMetricCounts() throws IOException {
    rows(row -> row % 2 + ",c," + (row == 11 ? "eleven" : row + 1));
    refuses(
        ELEVEN,
        "cost <= 5",
        "  metrics: [{name: cost, sql: 'avg(n * abs(late - prediction))', better: lower}]\n");
  }

  @Test
  void anAnswerThatIsNoClassOfTheData() throws IOException {
    rows(row -> (row % 2 == 1 ? "late" : "in time") + ",c," + row);
    file(
        "answers.csv",
        "prediction",
        row -> FOUR.contains(row) ? "Late" : row % 2 == 1 ? "late" : "in time");
    shell.write(
        "mlbox.yaml",
        """
        model: bad
        load: answers.csv
        evaluate: {data: rows.csv, target: late, gates: [accuracy >= 0.9]}
        """);

    assertThat(shell.run("check")).isZero();
    assertThat(shell.out())
        .contains(
            "warn  the candidate answers Late in 4 of 1,200 rows, but no row has that late; such as"
                + " row 7: late in time, carrier c, n 6");
  }

  @Test
  void aLineWithTooManyValues() throws IOException {
    file("answers.csv", "prediction,probability", row -> "1," + (row == 6 ? "0,5" : "0.5"));
    refuses(
        """
        mlbox: line 8 of answers.csv has 3 values, the header has 2: 1,0,5
          where:    mlbox.yaml:2
          expected: as many values as the header has names, in quotes where they have separators
          remedy:   mend that line or leave it out
        """,
        "accuracy >= 0.5");
  }

  @Test
  void filesOfOneGlobWithOtherColumns() throws IOException {
    file("part-1.csv", "late,carrier", row -> "1,c");
    file("part-2.csv", "late,airline", row -> "1,c");
    refuses(
        """
        mlbox: part-2.csv has the columns late, airline, part-1.csv has late, carrier
          where:    mlbox.yaml:7
          expected: the same columns in each file, in the same order
        """,
        "accuracy >= 0.5",
        "  live: 'part-*.csv'\n");
  }
}
