package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which checks use up rows that may judge few candidates. */
@Timeout(60)
class LooksOfChecksTest {
  @TempDir private Path folder;
  private Shell shell;

  @BeforeEach
  void aProject() throws IOException {
    shell = new Shell(folder);
    shell.fixture("tiny-table.csv", "test.csv");
    answers("good.csv", 0, 200);
    answers("other.csv", 2, 200);
    answers("short.csv", 0, 50);
  }

  /** Of a model that is wrong in every so many rows. */
  private void answers(String name, int wrong, int rows) throws IOException {
    StringBuilder text = new StringBuilder("prediction\n");
    List<String> lines = shell.rows(rows).lines().skip(1).toList();
    for (int row = 0; row < rows; row++) {
      String bought = lines.get(row).split(",", -1)[4];
      text.append(row < wrong ? "0" : bought).append('\n');
    }
    shell.write(name, text.toString());
  }

  private int check(String answers) throws IOException {
    shell.write(
        "mlbox.yaml",
        """
        model: tiny
        load: %s
        evaluate:
          data: test.csv
          target: bought
          reuse_budget: 1
          gates: [accuracy >= 0.6]
        deploy: {to: local, port: 1}
        """
            .formatted(answers));
    return shell.run("check");
  }

  @Test
  void answersThatCannotBeJudgedUseUpNothing() throws IOException {
    assertThat(check("short.csv")).isEqualTo(4);
    assertThat(check("good.csv")).as(shell.out() + shell.err()).isZero();
    assertThat(shell.out()).contains("look 1 of 1 at these rows");
  }

  @Test
  void aCandidateThatWasJudgedInTimeIsJudgedAgainWhenTheRowsAreUsedUp() throws IOException {
    assertThat(check("good.csv")).isZero();
    assertThat(check("other.csv")).isEqualTo(1);
    assertThat(shell.out()).contains("this is candidate 2 on rows that may judge 1");
    assertThat(check("good.csv")).as(shell.out() + shell.err()).isZero();
  }
}
