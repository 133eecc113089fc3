package dev.mlbox.core.measure;

import dev.mlbox.core.stats.MomentSums;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What is averaged, by parts: its moments, and the least and the most of it.
 *
 * @param moments of each part
 * @param least of each part
 * @param most of each part
 */
record AverageSums(MomentSums moments, double[] least, double[] most) implements Serializable {

  static AverageSums none(int parts, double near) {
    double[] least = new double[parts];
    double[] most = new double[parts];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
    return new AverageSums(new MomentSums(parts, near), least, most);
  }

  void add(int part, double value) {
    moments.add(part, value);
    least[part] = Math.min(least[part], value);
    most[part] = Math.max(most[part], value);
  }

  void add(AverageSums other) {
    moments.add(other.moments);
    for (int part = 0; part < least.length; part++) {
      least[part] = Math.min(least[part], other.least[part]);
      most[part] = Math.max(most[part], other.most[part]);
    }
  }

  double mean(int part) {
    return moments.moments().get(part).mean();
  }

  /** How far from the mean a value is at most. */
  double farthest(int part) {
    double mean = mean(part);
    return Math.max(most[part] - mean, mean - least[part]);
  }
}
