package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pull request's job that has no access to the cluster. */
@Timeout(120)
class CheckWithoutClusterTest {
  @TempDir private Path folder;

  private Shell shell(String gate) throws IOException {
    Shell shell = new Shell(folder);
    shell.fixture("tiny-binary.onnx", "model.onnx");
    shell.fixture("tiny-table.csv", "test.csv");
    shell.write(
        "mlbox.yaml",
        """
        model: tiny
        load: model.onnx
        evaluate: {data: test.csv, target: bought, gates: [%s]}
        deploy: {to: kubernetes, image: registry.example.com/tiny}
        """
            .formatted(gate));
    return shell;
  }

  @Test
  void aCheckNeededTheClusterThatItOnlyAsksForABaseline() throws IOException {
    Shell shell = shell("accuracy >= 0.6");

    assertThat(shell.run("check")).as(shell.err()).isZero();
    assertThat(shell.out())
        .contains("the target does not answer, its version is not compared with: there is no")
        .contains("SUCCEEDED all gates pass");
    assertThat(shell.run("evaluate")).as(shell.err()).isZero();
    assertThat(shell.run("box")).isEqualTo(4);
  }

  @Test
  void whereNobodyKnowsOfABaselineItIsNoFirstEvaluation() throws IOException {
    Shell shell = shell("accuracy >= baseline - 0.1");

    assertThat(shell.run("check")).isEqualTo(1);
    assertThat(shell.out())
        .contains("REJECTED", "accuracy could not be judged: whether there is a baseline is not")
        .contains("the target does not answer: there is no kubeconfig");
    assertThat(shell.run("check", "--set", "baseline=latest")).as(shell.err()).isZero();
    assertThat(shell.out()).contains("not judged, it cannot fail before there is a baseline");
  }
}
