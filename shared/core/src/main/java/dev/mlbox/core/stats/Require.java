package dev.mlbox.core.stats;

/** The rules of this package's arguments, thrown as sentences. */
final class Require {
  private Require() {}

  static void that(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  static void that(boolean holds, String rule, Number value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", but is " + value);
    }
  }

  /** A probability that can be neither 0 nor 1, such as a level or a confidence. */
  static void fraction(String name, double value) {
    that(value > 0 && value < 1, name + " must be between 0 and 1, exclusive", value);
  }

  /** A probability, 0 and 1 included. */
  static void share(String name, double value) {
    that(value >= 0 && value <= 1, name + " must be between 0 and 1", value);
  }

  static void sameLength(String names, int first, int second) {
    that(first == second, names + " differ in length: " + first + " and " + second);
  }
}
