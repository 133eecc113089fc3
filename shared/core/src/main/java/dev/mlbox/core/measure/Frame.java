package dev.mlbox.core.measure;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What has to be known of all rows before parts of them can be summed, each by whoever has it.
 *
 * @param target the column's name, for messages
 * @param task what it holds
 * @param classes see {@link Truth#classes}
 * @param positive see {@link Truth#positive}
 * @param metrics that are summed, by name
 * @param said what each model says beyond classes and numbers: the candidate, then the baseline
 * @param near for each metric and model a number near the average, so that few digits are lost
 */
public record Frame(
    String target,
    Task task,
    List<String> classes,
    int positive,
    List<String> metrics,
    List<Said> said,
    double[][] near)
    implements Serializable {

  /** Tables of more classes are larger than what they spare. */
  static final int MOST_CLASSES = 20;

  public Frame {
    classes = List.copyOf(classes);
    metrics = List.copyOf(metrics);
    said = List.copyOf(said);
  }

  /**
   * What a model says.
   *
   * @param scores whether it gives scores of the positive class
   * @param probabilities whether these, or a number for each class, are probabilities
   */
  public record Said(boolean scores, boolean probabilities) implements Serializable {}

  /**
   * Of rows whose truth is of one kind.
   *
   * @param metrics that are wanted; those that need each row are left out
   * @param first answers of each model to the first rows
   */
  public static Frame of(Truth truth, List<Metric> metrics, List<Said> said, List<Answers> first) {
    Map<String, Metric> byName = new LinkedHashMap<>();
    metrics.stream()
        .filter(each -> each.isSummed(truth.task()))
        .forEach(each -> byName.putIfAbsent(each.name(), each));
    List<Metric> summed = List.copyOf(byName.values());
    double[][] near =
        summed.stream()
            .map(each -> first.stream().mapToDouble(each::near).toArray())
            .toArray(double[][]::new);
    return new Frame(
        truth.target(),
        truth.task(),
        truth.classes(),
        truth.positive(),
        List.copyOf(byName.keySet()),
        said,
        near);
  }

  /** How many models there are. */
  public int models() {
    return said.size();
  }

  Truth truth() {
    return Truth.of(target, task, classes, positive);
  }

  List<Metric> found() {
    return metrics.stream().map(name -> Metrics.named(name).orElseThrow()).toList();
  }

  /**
   * Answers to some rows.
   *
   * @param values of the target
   * @param models what each model answered
   * @throws dev.mlbox.core.problem.MlboxException INVALID as {@link Answers#of}
   */
  public List<Answers> answers(Column values, List<Predictions> models) {
    Truth truth = truth().like(values);
    List<Answers> all = new ArrayList<>();
    IntStream.range(0, models.size())
        .forEach(i -> all.add(Answers.of(truth, models.get(i), i == 0 ? "candidate" : "baseline")));
    return all;
  }
}
