package dev.mlbox.engine.pipeline;

import dev.mlbox.core.run.Probe;
import dev.mlbox.engine.evaluation.CheckResult;

/** Some of the evaluated rows, with the answers that the evaluation got. */
final class ProbeRows {
  private ProbeRows() {}

  static Probe of(CheckResult result, int wanted) {
    int rows = Math.min(wanted, result.asked().rows());
    if (rows == 0) {
      return Probe.none();
    }
    return new Probe(result.asked().slice(0, rows), result.answers(rows));
  }
}
