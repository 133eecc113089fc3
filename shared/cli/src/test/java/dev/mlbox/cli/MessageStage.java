package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A small project, and what a command says in it: the whole message and the exit code. */
@Timeout(60)
abstract class MessageStage {
  static final String CONFIG =
      """
      model: tiny
      load: model.onnx
      evaluate:
        data: test.csv
        target: bought
        slices: [color]
        gates:
          - roc_auc >= 0.6
      deploy:
        to: local
        port: 1
      """;
  static final String CLUSTER =
      CONFIG.replace("to: local", "to: kubernetes\n  image: 127.0.0.1:1/team/tiny");

  @TempDir Path folder;
  Shell shell;

  @BeforeEach
  void aProject() throws IOException {
    shell = new Shell(folder);
    shell.fixture("tiny-binary.onnx", "model.onnx");
    shell.fixture("tiny-table.csv", "test.csv");
    shell.write("mlbox.yaml", CONFIG);
  }

  final void says(int code, String message, String command, String... more) {
    int actual = shell.run(command, more);

    assertThat(shell.err()).isEqualTo(message);
    assertThat(actual).isEqualTo(code);
  }

  /** A verdict is no problem: it is printed where results are. */
  final void prints(int code, String line, String command, String... more) {
    int actual = shell.run(command, more);

    assertThat(shell.out().lines()).contains(line);
    assertThat(shell.err()).isEmpty();
    assertThat(actual).isEqualTo(code);
  }

  final void configured(String old, String text) throws IOException {
    assertThat(CONFIG).contains(old);
    shell.write("mlbox.yaml", CONFIG.replace(old, text));
  }
}
