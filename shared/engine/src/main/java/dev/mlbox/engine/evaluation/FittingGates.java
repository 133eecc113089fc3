package dev.mlbox.engine.evaluation;

import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.gate.Gate;
import dev.mlbox.core.measure.Fitness;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.measure.Task;
import dev.mlbox.core.measure.Truth;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.data.StrayWords;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Refuses gates on metrics of another task: that is a mistake in mlbox.yaml, no verdict. */
public final class FittingGates {
  private final List<Gate> gates;

  private FittingGates(EvaluateConfig config) {
    // Whoever lets a gate's errors pass does not want to be stopped by one.
    this.gates = config.gates().stream().filter(gate -> gate.policy().errorBlocks()).toList();
  }

  /**
   * Before any model is asked, by the target alone: text is no number, whatever is answered.
   *
   * @throws MlboxException INVALID with each gate that fits no answers
   */
  public static void require(EvaluateConfig config, DataSource data) {
    String target = config.target().text();
    DataType type = data.columns().get(target);
    FittingGates fitting = new FittingGates(config);
    if (fitting.gates.isEmpty() || (type == null && config.task() == null)) {
      return;
    }
    DataType held = type == null ? DataType.TEXT : type;
    boolean fractions = config.task() == null && hasFractions(data, target, held);
    try {
      fitting.require(
          metric -> Fitness.obstacle(metric, target, held, fractions, config.task()),
          config.task());
    } catch (MlboxException e) {
      Optional<Problem> stray =
          config.task() == null ? new StrayWords(data).in(target) : Optional.empty();
      throw stray.isEmpty() ? e : new MlboxException(Fault.INVALID, List.of(stray.get()), e);
    }
  }

  /**
   * Once models have answered, which decides the task.
   *
   * @throws MlboxException INVALID with each gate that does not fit
   */
  static void require(EvaluateConfig config, Truth truth) {
    new FittingGates(config).require(metric -> Fitness.obstacle(metric, truth), truth.task());
  }

  private void require(Function<Metric, Optional<String>> obstacle, @Nullable Task task) {
    List<Problem> problems =
        gates.stream()
            .flatMap(
                gate -> obstacle.apply(gate.metric()).map(why -> problem(gate, why, task)).stream())
            .toList();
    if (!problems.isEmpty()) {
      throw new MlboxException(Fault.INVALID, problems, null);
    }
  }

  private static Problem problem(Gate gate, String why, @Nullable Task task) {
    Problem problem =
        Problem.of(
                "gate `%s` cannot be judged by %s: %s"
                    .formatted(gate.text(), gate.metric().name(), why))
            .at(gate.place());
    return task == null
        ? problem
        : problem.expected(
            "a metric for %s, such as %s".formatted(task.words(), Fitness.examples(task)));
  }

  private static boolean hasFractions(DataSource data, String target, DataType type) {
    if (type != DataType.REAL) {
      return false;
    }
    boolean[] found = new boolean[1];
    data.forEachBatch(
        List.of(target),
        batch ->
            found[0] |=
                Stream.of(batch.column(target).orElseThrow())
                    .filter(Column.Real.class::isInstance)
                    .anyMatch(column -> !isWhole(((Column.Real) column).values())));
    return found[0];
  }

  private static boolean isWhole(double[] values) {
    for (double value : values) {
      if (Double.isFinite(value) && value != Math.rint(value)) {
        return false;
      }
    }
    return true;
  }
}
