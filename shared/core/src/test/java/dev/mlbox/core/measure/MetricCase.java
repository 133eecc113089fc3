package dev.mlbox.core.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One entry of {@code metric-cases.json}: arrays, and what scikit-learn gives for them. */
record MetricCase(
    String name,
    String kind,
    double[] target,
    double[] prediction,
    double @Nullable [] score,
    double @Nullable [] weight,
    double @Nullable [] query,
    double @Nullable [][] probabilities,
    Map<String, @Nullable Double> expected,
    List<String> warned) {
  private static final Path FILE = Path.of("../../src/examples/fixtures/metric-cases.json");

  static Stream<MetricCase> all() {
    try {
      return Stream.of(new ObjectMapper().readValue(FILE.toFile(), MetricCase[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answers answers() {
    Truth truth = truth();
    return Answers.of(weight == null ? truth : truth.weighted(weights(weight)), said(), "model");
  }

  private static RowWeights weights(double[] weight) {
    return RowWeights.of("weight", "cases", new Column.Real(weight));
  }

  private Truth truth() {
    if (query != null) {
      Truth numbers = Truth.of("y", new Column.Real(target), List.of(said()), null);
      return numbers.ranked(Units.of("query", new Column.Real(query)));
    }
    if (kind.equals("regression")) {
      return Truth.of("y", new Column.Real(target), List.of(said()), null);
    }
    // A class that no row has is known to the model all the same.
    return Truth.of("y", whole(target), List.of(said()), kind.equals("binary") ? "1" : null);
  }

  private Predictions said() {
    if (kind.equals("regression") || kind.equals("ranking")) {
      return new Predictions(new Column.Real(prediction), List.of(), new double[0], 0);
    }
    List<String> classes = new ArrayList<>();
    double[][] shares = probabilities;
    double[] all;
    if (shares != null) {
      classes.addAll(List.of("0", "1", "2"));
      all = Arrays.stream(shares).flatMapToDouble(Arrays::stream).toArray();
    } else {
      classes.addAll(List.of("0", "1"));
      double[] positive = java.util.Objects.requireNonNull(score);
      all = new double[2 * positive.length];
      for (int row = 0; row < positive.length; row++) {
        all[2 * row] = 1 - positive[row];
        all[2 * row + 1] = positive[row];
      }
    }
    return new Predictions(whole(prediction), classes, all, classes.size());
  }

  private static Column whole(double[] numbers) {
    return new Column.Whole(Arrays.stream(numbers).mapToLong(number -> (long) number).toArray());
  }

  @Override
  public String toString() {
    return name;
  }
}
