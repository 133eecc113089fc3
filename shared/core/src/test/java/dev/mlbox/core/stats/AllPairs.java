package dev.mlbox.core.stats;

import java.util.Arrays;
import java.util.stream.IntStream;

/** DeLong's components by comparing every positive with every negative. */
final class AllPairs {
  private final double[] v10;
  private final double[] v01;

  private AllPairs(double[] v10, double[] v01) {
    this.v10 = v10;
    this.v01 = v01;
  }

  static AllPairs of(boolean[] labels, double[] scores) {
    double[] positives = scoresOf(labels, scores, true);
    double[] negatives = scoresOf(labels, scores, false);
    return new AllPairs(
        Arrays.stream(positives)
            .map(x -> Arrays.stream(negatives).map(y -> beats(x, y)).average().orElseThrow())
            .toArray(),
        Arrays.stream(negatives)
            .map(y -> Arrays.stream(positives).map(x -> beats(x, y)).average().orElseThrow())
            .toArray());
  }

  private static double[] scoresOf(boolean[] labels, double[] scores, boolean wanted) {
    return IntStream.range(0, labels.length)
        .filter(i -> labels[i] == wanted)
        .mapToDouble(i -> scores[i])
        .toArray();
  }

  private static double beats(double x, double y) {
    return x > y ? 1 : x == y ? 0.5 : 0;
  }

  double area() {
    return Arrays.stream(v10).average().orElseThrow();
  }

  double covariance(AllPairs other) {
    return sampleCovariance(v10, other.v10) / v10.length
        + sampleCovariance(v01, other.v01) / v01.length;
  }

  private static double sampleCovariance(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    return IntStream.range(0, x.length).mapToDouble(i -> (x[i] - meanX) * (y[i] - meanY)).sum()
        / (x.length - 1);
  }
}
