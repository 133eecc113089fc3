package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A model that is a Python function, as the page on it says. */
@Timeout(120)
class PythonFunctionTest {
  private static final Path EXAMPLE = Path.of("../../src/examples/churn-python");

  @TempDir private Path folder;

  @Test
  void theExampleOfThePagePassesItsGates() throws IOException {
    Shell shell = new Shell(folder);
    for (String name :
        List.of("mlbox.yaml", "churn.py", "train.py", "data/train.csv", "data/test.csv")) {
      shell.write(name, Files.readString(EXAMPLE.resolve(name)));
    }

    assertThat(shell.run("check")).as(shell.err()).isZero();
    assertThat(shell.out()).contains("churn").contains("gate      pass  roc_auc");
  }

  @Test
  void theFunctionMayBeAllThereIsToTheModel() throws IOException {
    Shell shell = new Shell(folder);
    shell.fixture("tiny-table.csv", "test.csv");
    shell.write("pm.py", "def predict(columns):\n    return [0 for _ in columns['color']]\n");
    String evaluate = "evaluate: {data: test.csv, target: bought, gates: [accuracy >= 0.1]}\n";
    shell.write("mlbox.yaml", "model: tiny\npredict: pm:predict\n" + evaluate);

    assertThat(shell.run("check")).isEqualTo(4);
    assertThat(shell.err())
        .isEqualTo(
            """
            mlbox: neither train nor load is set
              where:    mlbox.yaml:1
              expected: train for a model that is made here, or load for one that exists
              remedy:   load what the function reads, such as `load: model.pkl`, or `load: pm.py` where it is the model itself
            """);

    shell.write("mlbox.yaml", "model: tiny\nload: pm.py\npredict: pm:predict\n" + evaluate);

    assertThat(shell.run("check")).as(shell.err()).isZero();
  }
}
