package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code --dry-run}: a command that takes it does nothing, every other one refuses it. */
class DryRunTest {
  @TempDir private Path folder;

  @Test
  void onlyCommandsThatSayWhatTheyWouldDoTakeIt() throws IOException {
    Map<String, CommandLine> commands = Main.commands(new Shell(folder).console()).getSubcommands();

    assertThat(
            commands.entrySet().stream()
                .filter(each -> each.getValue().getCommandSpec().findOption("--dry-run") != null)
                .map(Map.Entry::getKey))
        .containsExactlyInAnyOrder("train", "evaluate", "check", "box", "deploy", "init");
  }

  @Test
  void whatIsJudgedUnaskedIsSaidToo() throws IOException {
    Shell shell = new Shell(folder);
    shell.fixture("tiny-binary.onnx", "model.onnx");
    shell.fixture("tiny-table.csv", "test.csv");
    shell.write(
        "mlbox.yaml",
        """
        model: tiny
        load: model.onnx
        evaluate: {data: test.csv, target: bought, gates: [accuracy >= 0.5]}
        deploy: {canary: [50%], revert_if: [errors > 1.5 * stable], watch: 1m}
        """);
    assertThat(shell.run("deploy", "--dry-run")).as(shell.err()).isZero();
    assertThat(shell.out())
        .contains(
            "reverted if errors > 1.5 * stable, or drift > 1.5 where both models' answers are known")
        .contains("1m, the old version keeps 1%");
    assertThat(shell.run("deploy", "--dry-run", "-s", "deploy.revert_if=['drift > 3']")).isZero();
    assertThat(shell.out()).contains("reverted if drift > 3\n").doesNotContain("1.5");
  }

  @Test
  void aVersionWasRevertedWhenOnlyTheQuestionWasAsked() throws IOException {
    Shell shell = new Shell(folder);
    for (String command : new String[] {"revert", "promote", "stop"}) {
      assertThat(shell.run(command, "--dry-run")).isEqualTo(4);
      assertThat(shell.out()).isEmpty();
      assertThat(shell.err())
          .isEqualTo(
              """
              mlbox: `mlbox %1$s` has no option `--dry-run`
                remedy:   see `mlbox %1$s --help`
              """
                  .formatted(command));
    }
  }
}
