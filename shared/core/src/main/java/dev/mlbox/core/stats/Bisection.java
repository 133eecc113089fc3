package dev.mlbox.core.stats;

import java.util.function.DoubleUnaryOperator;

/** Finds where a monotone function meets a value, to the last digit a double can hold. */
final class Bisection {
  /** Enough halvings for any bracket whose root is not within 1e-60 of zero. */
  private static final int HALVINGS = 200;

  private Bisection() {}

  /**
   * The x in [low, high] at which a function that does not increase passes {@code target}. The
   * function is not evaluated at the ends.
   */
  static double decreasing(DoubleUnaryOperator function, double target, double low, double high) {
    double from = low;
    double to = high;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = from + (to - from) / 2;
      if (middle <= from || middle >= to) {
        break;
      }
      if (function.applyAsDouble(middle) > target) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return from + (to - from) / 2;
  }
}
