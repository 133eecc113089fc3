package dev.mlbox.engine.evaluation;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.MlboxException;

/**
 * Why rows are not summed up where they are. Nothing is judged otherwise for it: it costs memory
 * here, which is why it is said with what would have to be otherwise.
 *
 * @param why in words
 * @param remedy with which they would be summed up
 */
record Obstacle(String why, String remedy) {
  /** The same numbers without that it is tried. */
  static final String LEAVE_OUT = "leave evaluate.spark.reduce out";

  /** That nothing but another question changes. */
  static Obstacle lasting(String why) {
    return new Obstacle(why, LEAVE_OUT);
  }

  /**
   * Of a key that asks for each row.
   *
   * @param what it does with them
   * @param otherwise what would need no rows
   */
  static Obstacle of(String key, Stated named, String what, String otherwise) {
    return new Obstacle(
        "%s (%s, %s) %s".formatted(key, named.text(), named.place(), what),
        "%s, or %s".formatted(otherwise, LEAVE_OUT));
  }

  /** That something does not fit together, which is said once rows are here, as ever. */
  static Obstacle refused(MlboxException e) {
    return new Obstacle(e.problems().get(0).what(), "it is refused next");
  }

  String line() {
    return "rows are collected, not summed up by Spark: %s; %s".formatted(why, remedy);
  }
}
