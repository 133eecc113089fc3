package dev.mlbox.core.stats;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds up {@link Moments} of the values of several parts, in one pass over all of them. What
 * rounding takes from a sum is kept beside it (Neumaier, 1974, ZAMM 54:39), so that the order of
 * the values, and who adds up which of them, changes no digit of the result.
 */
public final class MomentSums implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int WIDTH = 5;

  private final double near;
  private final double[] sums;
  private final double[] rests;

  /**
   * @param parts how many there are
   * @param near a number near the mean of the values, so that few digits are lost
   */
  public MomentSums(int parts, double near) {
    this.near = near;
    this.sums = new double[WIDTH * parts];
    this.rests = new double[WIDTH * parts];
  }

  /** Adds a value to a part. */
  public void add(int part, double value) {
    double distance = value - near;
    double square = distance * distance;
    int at = WIDTH * part;
    sums[at]++;
    add(at + 1, distance, 0);
    add(at + 2, square, 0);
    add(at + 3, square * distance, 0);
    add(at + 4, square * square, 0);
  }

  private void add(int at, double value, double rest) {
    double before = sums[at];
    double sum = before + value;
    double added = sum - before;
    sums[at] = sum;
    rests[at] += (before - (sum - added)) + (value - added) + rest; // exact (Knuth's two-sum)
  }

  /** Adds what a part has to another one. */
  public void addPart(int part, int to) {
    for (int i = 0; i < WIDTH; i++) {
      add(WIDTH * to + i, sums[WIDTH * part + i], rests[WIDTH * part + i]);
    }
  }

  /** Adds the sums of other values of as many parts, around the same number. */
  public void add(MomentSums other) {
    for (int at = 0; at < sums.length; at++) {
      add(at, other.sums[at], other.rests[at]);
    }
  }

  /** Of each part. */
  public List<Moments> moments() {
    double[] whole = new double[sums.length];
    for (int at = 0; at < whole.length; at++) {
      whole[at] = sums[at] + rests[at];
    }
    List<Moments> all = new ArrayList<>();
    for (int at = 0; at < whole.length; at += WIDTH) {
      all.add(Moments.around(near, whole, at));
    }
    return all;
  }
}
