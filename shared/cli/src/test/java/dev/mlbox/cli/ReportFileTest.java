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

  @Test
  void aMistakeIsWrittenToo() throws IOException {
    assertThat(reported("model: tiny\nlaod: model.onnx\n", 4))
        .contains("\"outcome\" : \"INVALID\"", "unknown key `laod`");
  }
}
