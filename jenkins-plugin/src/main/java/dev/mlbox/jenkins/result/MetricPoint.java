package dev.mlbox.jenkins.result;

import java.io.Serializable;
import java.util.Locale;

/** A metric of one build, with its interval where it has one. Kept with the build. */
public final class MetricPoint implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final double value;
  private final double lower;
  private final double upper;
  private final boolean gated;

  /**
   * A measured value.
   *
   * @param lower end of the interval; NaN without one
   * @param upper end of the interval; NaN without one
   * @param gated whether a gate asks for it
   */
  public MetricPoint(String name, double value, double lower, double upper, boolean gated) {
    this.name = name;
    this.value = value;
    this.lower = lower;
    this.upper = upper;
    this.gated = gated;
  }

  public String getName() {
    return name;
  }

  public double getValue() {
    return value;
  }

  public double getLower() {
    return lower;
  }

  public double getUpper() {
    return upper;
  }

  public boolean isGated() {
    return gated;
  }

  /** Value and interval for people. */
  public String getText() {
    return Double.isNaN(lower) ? number(value) : number(value) + " (" + getInterval() + ")";
  }

  /** The value for people. */
  public String getValueText() {
    return number(value);
  }

  /** The interval for people; empty without one. */
  public String getInterval() {
    return Double.isNaN(lower) ? "" : number(lower) + " … " + number(upper);
  }

  static String number(double value) {
    if (Double.isNaN(value)) {
      return "n/a";
    }
    if (value == Math.rint(value) && Math.abs(value) >= 10) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.4f" : "%.2f", value);
  }
}
