package dev.mlbox.core.measure;

import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.table.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How often recent requests are of each slice, as weights of the rows that a model is judged on:
 * post-stratification (Holt and Smith, 1979, Journal of the Royal Statistical Society A 142:33).
 * The rows of each slice are a sample of it, and the requests one of the mix.
 *
 * @param by the column that cuts both
 * @param requests how many
 * @param covered the share of them in slices that the rows have
 * @param weights of the rows; those of a slice count together as much as the requests of it
 * @param slices of requests or rows, those of most requests first
 * @param strata rows of each slice that has both rows and requests, in the order of the slices
 */
public record LiveMix(
    String by,
    long requests,
    double covered,
    RowWeights weights,
    List<LiveSlice> slices,
    List<Slice> strata) {

  private static final Pattern POINT_ZERO = Pattern.compile("(?<![\\w.])(-?\\d+)\\.0+(?![\\w.])");

  public LiveMix {
    slices = List.copyOf(slices);
    strata = List.copyOf(strata);
  }

  /**
   * Weighs rows like requests; empty when no request is of a slice that the rows have.
   *
   * @param rows how the rows are cut by columns
   * @param requests how the requests are cut by the same
   */
  public static Optional<LiveMix> of(Slicing rows, Slicing requests) {
    Map<String, Integer> asked = asked(rows, requests);
    long total = asked.values().stream().mapToLong(Integer::longValue).sum();
    int count = rows.slices().stream().mapToInt(slice -> slice.rows().length).sum();
    double[] weights = new double[count];
    long covered = 0;
    for (Slice slice : rows.slices()) {
      int live = slice.rows().length == 0 ? 0 : asked.getOrDefault(slice.value(), 0);
      covered += live;
      for (int row : slice.rows()) {
        weights[row] = (double) live / slice.rows().length;
      }
    }
    if (covered == 0) {
      return Optional.empty();
    }
    // Weights of 1 on average, so that a total weight is still a number of rows.
    double scale = (double) count / covered;
    Arrays.setAll(weights, row -> weights[row] * scale);
    return Optional.of(
        new LiveMix(
            rows.text(),
            total,
            (double) covered / total,
            RowWeights.of("live mix", rows.text(), new Column.Real(weights)),
            slices(rows, asked),
            strata(rows, asked)));
  }

  /**
   * Requests of each slice, by the rows' names of these: 1 and 1.0 are one value, as the same
   * column is of whole numbers in one file and of numbers with gaps in another.
   */
  private static Map<String, Integer> asked(Slicing rows, Slicing requests) {
    Set<String> known = new HashSet<>();
    Map<String, String> named = new HashMap<>();
    for (Slice slice : rows.slices()) {
      known.add(slice.value());
      named.merge(whole(slice.value()), slice.value(), (one, other) -> one);
    }
    Map<String, Integer> asked = new HashMap<>();
    for (Slice slice : requests.slices()) {
      String value = slice.value();
      String name = known.contains(value) ? value : named.getOrDefault(whole(value), value);
      asked.merge(name, slice.rows().length, Integer::sum);
    }
    return asked;
  }

  private static String whole(String value) {
    return POINT_ZERO.matcher(value).replaceAll("$1");
  }

  private static List<LiveSlice> slices(Slicing rows, Map<String, Integer> asked) {
    Map<String, Integer> rest = new TreeMap<>(asked);
    List<LiveSlice> slices = new ArrayList<>();
    for (Slice slice : rows.slices()) {
      Integer live = rest.remove(slice.value());
      slices.add(new LiveSlice(slice.value(), live == null ? 0 : live, slice.rows().length));
    }
    rest.forEach((name, live) -> slices.add(new LiveSlice(name, live, 0)));
    slices.removeIf(slice -> slice.requests() == 0 && slice.rows() == 0);
    slices.sort(Comparator.comparingLong(LiveSlice::requests).reversed());
    return slices;
  }

  private static List<Slice> strata(Slicing rows, Map<String, Integer> asked) {
    return rows.slices().stream()
        .filter(slice -> slice.rows().length > 0 && asked.getOrDefault(slice.value(), 0) > 0)
        .sorted(
            Comparator.comparingInt((Slice slice) -> asked.getOrDefault(slice.value(), 0))
                .reversed())
        .toList();
  }

  /** The share of the requests that are of no slice of the rows. */
  public double uncovered() {
    return 1 - covered;
  }

  /** The slice without rows that most requests are of; empty if each has rows. */
  public Optional<LiveSlice> missing() {
    return slices.stream().filter(slice -> slice.rows() == 0 && slice.requests() > 0).findFirst();
  }

  /** The share of the requests that are of a slice. */
  public double share(LiveSlice slice) {
    return (double) slice.requests() / requests;
  }

  /**
   * Metrics as the requests would have them.
   *
   * @param asked metrics besides the usual ones
   */
  public Map<String, Measured> measure(Answers answers, Collection<Metric> asked) {
    Answers mixed = answers.mixed(weights);
    Map<String, Metric> wanted = new TreeMap<>();
    Metrics.of(answers).forEach(metric -> wanted.put(metric.name(), metric));
    asked.stream()
        .filter(metric -> !metric.isResource())
        .forEach(metric -> wanted.put(metric.name(), metric));
    Map<String, Measured> metrics = new TreeMap<>();
    wanted.forEach((name, metric) -> metrics.put(name, measure(metric, mixed)));
    return metrics;
  }

  /**
   * One metric of the requests that the rows cover, with the interval of a post-stratified
   * estimate.
   *
   * @param mixed answers with {@link #weights}
   */
  public Measured measure(Metric metric, Answers mixed) {
    Measured plain = metric.measure(mixed);
    if (!plain.isDefined() || plain.interval() == null) {
      return plain;
    }
    Interval known =
        LiveSpread.of(this, metric, mixed).estimate(plain.value()).known(Metric.CONFIDENCE);
    return new Measured(
        plain.value(),
        new Interval(
            Math.max(metric.least(), Math.min(plain.value(), known.lower())),
            Math.min(metric.most(), Math.max(plain.value(), known.upper()))),
        null);
  }
}
