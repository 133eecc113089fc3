package dev.mlbox.core.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;

/**
 * All that was measured of one model on one set of rows: what is stored, and what a later model is
 * held against.
 *
 * @param subject which model and data
 * @param metrics by name; resources among them, without interval
 * @param slices in the order of the configuration, then of their values
 * @param predictions how the answers are distributed
 */
public record Evaluation(
    Subject subject,
    Map<String, Measured> metrics,
    List<SliceResult> slices,
    Histogram predictions) {
  /** Version of the stored form; a reader refuses a newer one. */
  public static final int SCHEMA = 1;

  private static final int MANY = 1 << 22;

  public Evaluation {
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    slices = List.copyOf(slices);
  }

  /**
   * Measures what is usual for the task, and what is asked for.
   *
   * @param subject which model and data
   * @param answers of the model
   * @param slicings how the rows are cut
   * @param resources metrics without rows, by name
   * @param asked metrics that gates name
   */
  public static Evaluation of(
      Subject subject,
      Answers answers,
      List<Slicing> slicings,
      Map<String, Double> resources,
      Collection<Metric> asked) {
    boolean many = answers.rows() > MANY;
    boolean together = Parts.fit(slicings, answers.truth());
    if (together) {
      answers.cut(slicings);
    }
    Map<String, Measured> metrics = measure(answers, asked);
    resources.forEach((name, value) -> metrics.put(name, Measured.of(value)));
    if (many) {
      answers.forgetOrder();
    }
    List<Slice> cuts = slicings.stream().flatMap(slicing -> slicing.slices().stream()).toList();
    IntStream places = IntStream.range(0, cuts.size());
    // With many rows, the parts of two slices at once would take too much memory.
    List<SliceResult> slices =
        (many ? places : places.parallel())
            .mapToObj(
                i -> {
                  Slice slice = cuts.get(i);
                  Answers some = together ? answers.part(slice, i + 1) : answers.at(slice.rows());
                  Map<String, Measured> measured = measure(some, asked);
                  return new SliceResult(slice.of(), slice.value(), slice.rows().length, measured);
                })
            .toList();
    answers.uncut();
    return new Evaluation(subject, metrics, slices, Histogram.of(answers));
  }

  /**
   * The same of rows that are elsewhere.
   *
   * @param answers of the model to all rows
   * @param slicings how the rows are cut
   * @param parts answers to the rows of each slice, in the order of the slicings
   */
  public static Evaluation far(
      Subject subject,
      Answers answers,
      List<Slicing> slicings,
      List<Answers> parts,
      Map<String, Double> resources,
      Collection<Metric> asked) {
    Map<String, Measured> metrics = measure(answers, asked);
    resources.forEach((name, value) -> metrics.put(name, Measured.of(value)));
    List<SliceResult> slices = new ArrayList<>();
    for (Slicing slicing : slicings) {
      for (Slice slice : slicing.slices()) {
        Answers some = parts.get(slices.size());
        slices.add(new SliceResult(slice.of(), slice.value(), some.rows(), measure(some, asked)));
      }
    }
    return new Evaluation(subject, metrics, slices, answers.far().orElseThrow().histogram());
  }

  private static Map<String, Measured> measure(Answers answers, Collection<Metric> asked) {
    Map<String, Metric> wanted = new TreeMap<>();
    Metrics.of(answers).forEach(metric -> wanted.put(metric.name(), metric));
    asked.stream()
        .filter(metric -> !metric.isResource())
        .forEach(metric -> wanted.put(metric.name(), metric));
    Map<String, Measured> metrics = new ConcurrentSkipListMap<>();
    wanted.values().parallelStream()
        .forEach(metric -> metrics.put(metric.name(), metric.measure(answers)));
    return metrics;
  }
}
