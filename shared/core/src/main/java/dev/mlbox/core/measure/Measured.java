package dev.mlbox.core.measure;

import dev.mlbox.core.stats.Interval;
import org.jspecify.annotations.Nullable;

/**
 * The value of a metric, or why there is none.
 *
 * @param value NaN where there is none
 * @param interval two-sided 95 %; null where the rows are too few, or there are none
 * @param undefined why there is no value, without the metric's name; null when there is one
 */
public record Measured(double value, @Nullable Interval interval, @Nullable String undefined) {

  public Measured {
    if (Double.isNaN(value) != (undefined != null)) {
      throw new IllegalArgumentException("either a value or why there is none");
    }
  }

  public static Measured of(double value) {
    return new Measured(value, null, null);
  }

  public static Measured undefined(String why) {
    return new Measured(Double.NaN, null, why);
  }

  public boolean isDefined() {
    return undefined == null;
  }
}
