package dev.mlbox.core.measure;

/** Which way a metric gets better; a property of the metric, never of what a user wrote. */
public enum Direction {
  HIGHER,
  LOWER;

  /** A difference turned so that a positive one is an improvement; its own inverse. */
  public double gain(double difference) {
    return this == HIGHER ? difference : -difference;
  }
}
