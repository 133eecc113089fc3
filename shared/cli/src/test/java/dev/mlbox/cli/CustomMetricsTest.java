package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Metrics that a project brings along, from mlbox.yaml to the verdict. */
@Timeout(120)
class CustomMetricsTest {
  private static final String CONFIG =
      """
      model: costs
      load: answers.csv
      evaluate:
        data: rows.csv
        target: late
        slices: [carrier]
        metrics:
          - METRIC
        gates:
          - GATE
      baseline: file:before.csv
      """;

  @TempDir private Path folder;
  private Shell shell;

  @BeforeEach
  void aFolder() throws IOException {
    shell = new Shell(folder);
    StringBuilder rows = new StringBuilder("late,carrier,price\n");
    StringBuilder answers = new StringBuilder("prediction\n");
    StringBuilder before = new StringBuilder("prediction\n");
    for (int row = 0; row < 400; row++) {
      rows.append(row % 2).append(row % 4 < 2 ? ",x," : ",y,").append(10 + row % 3).append('\n');
      answers.append(row % 8 == 0 ? 1 - row % 2 : row % 2).append('\n');
      before.append(row % 5 == 0 ? 1 - row % 2 : row % 2).append('\n');
    }
    shell.write("rows.csv", rows.toString());
    shell.write("answers.csv", answers.toString());
    shell.write("before.csv", before.toString());
  }

  private void check(int code, String metric, String gate) throws IOException {
    shell.write("mlbox.yaml", CONFIG.replace("METRIC", metric).replace("GATE", gate));
    assertThat(shell.run("check")).as(shell.out() + shell.err()).isEqualTo(code);
  }

  private void prints(String line) {
    assertThat(shell.out().lines().map(String::strip)).contains(line);
  }

  @Test
  void anSqlExpressionHasAnIntervalAndIsComparedWithTheBaseline() throws IOException {
    String metric =
        "{name: cost, better: lower, sql: sum(price) filter (where prediction <> late) / count(*)}";

    check(0, metric, "cost <= 2");
    prints("gate      pass  cost 1.375 (95 % CI 1.017 … 1.733) is at most 2");
    check(0, metric, "cost <= baseline + 0.1");
    assertThat(shell.out()).contains("cost 1.375 against the baseline's 2.2: −0.");
    check(1, metric, "cost by carrier <= 1");
    assertThat(shell.out()).contains("FAIL  cost by carrier");
    assertThat(shell.run("evaluate")).isZero();
  }

  @Test
  void aCommandPrintsANumberForEachRow() throws IOException {
    shell.write(
        "count.sh", "#!/bin/sh\necho reading $1 >&2\ntail -n +2 $1 | awk -F, '{print $3 / 10}'\n");
    String metric = "{name: dear, better: lower, command: sh count.sh}";

    check(0, metric, "dear <= 1.2");
    prints("gate      pass  dear 1.1 (95 % CI 1.092 … 1.108) is at most 1.2");
  }

  @Test
  void aCommandPrintsOneNumberThatIsComparedAsItIs() throws IOException {
    shell.write("count.sh", "#!/bin/sh\ngrep -c ',1$' $1\n");
    String metric = "{name: ones, better: lower, command: sh count.sh}";

    check(0, metric, "{gate: ones <= baseline + 60, confidence: none}");
    check(1, metric, "ones <= baseline + 60");
    assertThat(shell.out())
        .contains(
            "ones could not be judged: its command prints one number for all rows, which has no"
                + " interval (mlbox.yaml:10)");
  }

  @Test
  void sqlThatIsNoAggregateIsRefused() throws IOException {
    check(4, "{name: cost, better: lower, sql: median(price)}", "accuracy >= 0.5");
    assertThat(shell.err())
        .isEqualTo(
            """
              mlbox: metric cost, `median(price)`: median(…) is not understood
                where:    mlbox.yaml:8
                expected: avg(…), sum(…) and count(…) of an expression on one row, each perhaps with FILTER (WHERE …), with + - * / sqrt ln exp abs power between them
                remedy:   use `command` for anything else
              """);
  }

  @Test
  void anUnknownColumnIsRefused() throws IOException {
    check(4, "{name: cost, better: lower, sql: avg(prize)}", "accuracy >= 0.5");
    assertThat(shell.err())
        .startsWith("mlbox: metric cost, `avg(prize)`: Referenced column \"prize\" not found")
        .contains(
            "expected: a number for each row, from the columns late, carrier, price, prediction");
  }

  @Test
  void aNameOfTheCatalogueIsRefused() throws IOException {
    check(4, "{name: f1, better: lower, sql: avg(price)}", "accuracy >= 0.5");
    assertThat(shell.err())
        .isEqualTo(
            """
              mlbox: metric f1 is one of mlbox's own
                where:    mlbox.yaml:8
                expected: another name
              """);
  }

  @Test
  void aCommandThatPrintsTooFewNumbersIsRefused() throws IOException {
    shell.write("count.sh", "#!/bin/sh\necho 1\necho 2\n");
    check(4, "{name: two, better: lower, command: sh count.sh}", "accuracy >= 0.5");
    assertThat(shell.err())
        .isEqualTo(
            """
              mlbox: metric two: `sh count.sh` printed 2 numbers for 400 rows
                where:    mlbox.yaml:8
                expected: one number, or one a row, each on a line of its own
              """);
  }

  @Test
  void aCommandThatFailsIsShown() throws IOException {
    shell.write("count.sh", "#!/bin/sh\necho no such toxin >&2\nexit 3\n");
    check(4, "{name: toxic, better: lower, command: sh count.sh}", "accuracy >= 0.5");
    assertThat(shell.err())
        .contains("mlbox: `sh count.sh` ended with exit code 3")
        .contains("no such toxin");
  }
}
