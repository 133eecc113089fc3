package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReportFileTest {
  @TempDir private Path folder;

  private String reported(String config, int code) throws IOException {
    Shell shell = new Shell(folder);
    shell.fixture("tiny-binary.onnx", "model.onnx");
    shell.fixture("tiny-table.csv", "test.csv");
    shell.write("mlbox.yaml", config);
    Path file = folder.resolve("report.json");

    assertThat(shell.run("check", "--report-file", file.toString())).isEqualTo(code);
    return Files.readString(file);
  }

  @Test
  void aVerdictIsWritten() throws IOException {
    String config =
        """
        model: tiny
        load: model.onnx
        evaluate:
          data: test.csv
          target: bought
          gates: [roc_auc >= 0.999999]
        """;
    assertThat(reported(config, 1)).contains("\"outcome\" : \"REJECTED\"");
  }

  private Shell passing() throws IOException {
    Shell shell = new Shell(folder);
    shell.fixture("tiny-binary.onnx", "model.onnx");
    shell.fixture("tiny-table.csv", "test.csv");
    shell.write(
        "mlbox.yaml",
        """
        model: tiny
        load: model.onnx
        evaluate: {data: test.csv, target: bought, gates: [roc_auc >= 0.6]}
        """);
    return shell;
  }

  @Test
  void aFileThatCannotBeWrittenIsNoticedBeforeTheStart() throws IOException {
    Shell shell = passing();

    assertThat(shell.run("check", "--report-file", "nowhere/at/all.json")).isEqualTo(4);
    assertThat(shell.out()).isEmpty();
    assertThat(shell.err())
        .isEqualTo(
            """
            mlbox: the result cannot be written: there is no folder %s
              where:    --report-file nowhere/at/all.json
              expected: a file in a folder that is there
            """
                .formatted(Path.of("nowhere/at").toAbsolutePath()));
  }

  @Test
  void aFolderOfReportsThatCannotBeWrittenIsNoticedBeforeTheStart() throws IOException {
    Shell shell = passing();
    shell.write(".mlbox/reports", "a file is in the way");

    assertThat(shell.run("check")).isEqualTo(5);
    assertThat(shell.out()).isEmpty();
    assertThat(shell.err())
        .startsWith("mlbox: the folder cannot be written: there is a file of its name");
  }

  @Test
  void theOutcomeIsPrintedWhenTheReportsFolderBreaksMeanwhile() throws IOException {
    Shell shell = passing();
    shell.write(
        "mlbox.yaml",
        Files.readString(folder.resolve("mlbox.yaml"))
            .replace("load: model.onnx", "train: {run: sh break.sh, output: m.onnx}"));
    shell.write("break.sh", "rm -r .mlbox/reports; touch .mlbox/reports; cp model.onnx m.onnx\n");

    assertThat(shell.run("check")).isZero();
    assertThat(shell.out()).contains("SUCCEEDED");
    assertThat(shell.err()).startsWith("mlbox: the report cannot be written: ");
  }

  @Test
  void historyDoctorAndOthersAcceptedTheOptionAndWroteNothing() throws IOException {
    Shell shell = passing();
    Path file = folder.resolve("report.json");
    for (String[] each :
        new String[][] {
          {"history", "[ ]"}, {"stop", "[ ]"}, {"doctor", "\"isWell\""}, {"status", "\"record\""}
        }) {
      shell.run(each[0], "--report-file", file.toString());
      assertThat(Files.readString(file)).as(each[0]).contains(each[1]);
      Files.delete(file);
    }
    assertThat(shell.run("check", "--dry-run", "--report-file", file.toString())).isZero();
    assertThat(Files.readString(file)).contains("\"steps\"");
    shell.run("stop", "--output", "json");
    assertThat(shell.out()).isEqualTo("[ ]\n");
  }

  @Test
  void aCommandWithoutAResultRefusesTheOption() throws IOException {
    Shell shell = passing();

    assertThat(shell.run("dashboard", "--report-file", "report.json")).isEqualTo(4);
    assertThat(shell.err()).startsWith("mlbox: `mlbox dashboard` has no option `--report-file`");
  }

  @Test
  void aMistakeIsWrittenToo() throws IOException {
    assertThat(reported("model: tiny\nlaod: model.onnx\n", 4))
        .contains("\"outcome\" : \"INVALID\"", "unknown key `laod`");
  }

  @Test
  void aWrongOptionIsWrittenToo() throws IOException {
    Shell shell = passing();
    Path file = folder.resolve("report.json");
    for (String option : new String[] {"--report-file=" + file, "--report-file"}) {
      Files.writeString(file, "of the build before");
      assertThat(shell.run("check", "--nosuch", option, file.toString())).isEqualTo(4);
      assertThat(Files.readString(file)).contains("\"outcome\" : \"INVALID\"", "--nosuch");
    }
  }

  @Test
  void whatIsWrongIsPrintedForMachinesToo() throws IOException {
    Shell shell = passing();
    assertThat(shell.run("check", "--output", "json", "-s", "evaluate.target=nope")).isEqualTo(4);
    assertThat(shell.out()).startsWith("{").contains("\"outcome\" : \"INVALID\"", "nope");
    assertThat(shell.run("check", "--output", "json")).isZero();
    assertThat(shell.out().split("\"outcome\" : \"SUCCEEDED\"", -1)).hasSize(2);
  }
}
