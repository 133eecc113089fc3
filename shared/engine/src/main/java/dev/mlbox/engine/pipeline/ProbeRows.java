package dev.mlbox.engine.pipeline;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.run.Probe;
import dev.mlbox.engine.evaluation.CheckResult;
import java.util.Arrays;

/** Some of the evaluated rows, with the answers that the evaluation got. */
final class ProbeRows {
  private ProbeRows() {}

  static Probe of(CheckResult result, int wanted) {
    Predictions all = result.answers();
    int rows = Math.min(wanted, result.asked().rows());
    if (rows == 0) {
      return Probe.none();
    }
    Predictions expected =
        new Predictions(
            all.values().slice(0, rows),
            all.classes(),
            Arrays.copyOf(all.probabilities(), rows * all.width()),
            all.width());
    return new Probe(result.asked().slice(0, rows), expected);
  }
}
