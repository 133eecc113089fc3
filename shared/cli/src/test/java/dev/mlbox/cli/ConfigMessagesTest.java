package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What a user reads when mlbox.yaml is wrong: the whole message and the exit code. */
class ConfigMessagesTest extends MessageStage {
  @Test
  void anUnknownKey() throws IOException {
    configured("target: bought", "traget: bought");
    says(
        4,
        """
        mlbox: unknown key `evaluate.traget`
          where:    mlbox.yaml:5
          expected: one of data, target, positive, task, group, weight, query, slices, metrics, gates, inconclusive, strict, min_rows, reuse_budget, live, seed, engine, spark
          remedy:   did you mean `evaluate.target`?
        mlbox: `evaluate.target` is missing
          where:    mlbox.yaml:3
          expected: The column with the truth
        """,
        "check");
  }

  @Test
  void aWrongType() throws IOException {
    configured("target: bought", "target: bought\n  min_rows: many");
    says(
        4,
        """
          mlbox: `evaluate.min_rows` is `many`
            where:    mlbox.yaml:6
            expected: a whole number such as 30 (Slices with fewer rows are listed as too small)
          """,
        "check");
  }

  @Test
  void aListWhereTextBelongs() throws IOException {
    configured("data: test.csv", "data: [test.csv]");
    says(
        4,
        """
        mlbox: `evaluate.data` is a list
          where:    mlbox.yaml:4
          expected: CSV, Parquet or JSON lines: a file, a glob, a URL, or live:7d for the labelled requests of the last seven days
        """,
        "check");
  }

  @Test
  void yamlThatIsNone() throws IOException {
    configured("model: tiny", "model: tiny: 3");
    says(
        4,
        """
        mlbox: there is a `: ` too many, or this line is indented too far
          where:    mlbox.yaml:1
          remedy:   put a value that contains `: ` in quotes
        """,
        "check");
  }

  @Test
  void noConfiguration() throws IOException {
    Files.delete(folder.resolve("mlbox.yaml"));
    says(
        4,
        """
        mlbox: there is no mlbox.yaml
          expected: it in FOLDER
          remedy:   `mlbox init` writes one
        """,
        "check");
  }

  @Test
  void aFalseRevertThatIsImpossible() {
    says(
        4,
        """
          mlbox: `deploy.false_revert` is `0%`
            where:    --set deploy.false_revert
            expected: a value such as 1% (How probable it may be that a rollout of an equal model is reverted; above 0%)
          """,
        "check",
        "--set",
        "deploy.false_revert=0%");
  }

  @Test
  void aMessageNamesTheKeyThatItIsAbout() throws IOException {
    configured(
        "  port: 1\n",
        """
          port: 1
          lease: 1s
          cover_after: 0s
          shadow: 200%
          storage: {keep: 0s}
        """);
    says(
        4,
        """
        mlbox: deploy.shadow: a weight is 0% to 100%, not: 200.0%
          where:    mlbox.yaml:14
        mlbox: deploy.lease: 1s is not between 2s and 1h
          where:    mlbox.yaml:12
        mlbox: deploy.cover_after: 0ms is not between 1ms and 10m
          where:    mlbox.yaml:13
        mlbox: deploy.storage.keep: 0ms is not between 1m and 87600h
          where:    mlbox.yaml:15
        """,
        "check");
  }

  @Test
  void aDurationWithoutAUnit() throws IOException {
    configured("  port: 1\n", "  port: 1\n  watch: 5\n");
    assertThat(shell.run("check")).isEqualTo(4);
    assertThat(shell.err())
        .contains("`deploy.watch` is")
        .contains("a unit, such as 30s, 10m or 1h");
  }

  @Test
  void sparkThatIsNotInstalled() throws IOException {
    configured("data: test.csv", "data: test.parquet\n  engine: spark");
    Files.write(folder.resolve("test.parquet"), new byte[0]);
    says(
        4,
        """
        mlbox: evaluate.engine is spark, and mlbox-spark is not installed
          where:    mlbox.yaml:5
          expected: MLBOX_SPARK to name the folder of its jars
          remedy:   or leave evaluate.engine: spark out
        """,
        "check");
  }

  @Test
  void textForSpark() throws IOException {
    configured("data: test.csv", "data: test.csv\n  engine: spark");
    says(
        4,
        """
        mlbox: Spark is to read test.csv
          where:    mlbox.yaml:4
          expected: Parquet: text says nothing of its types, and readers guess differently
          remedy:   write the rows as Parquet, or leave evaluate.engine: spark out
        """,
        "check");
  }
}
