package dev.mlbox.core.stats;

import java.util.ArrayList;
import java.util.List;

/** Adds up {@link Moments} of the values of several parts, in one pass over all of them. */
public final class MomentSums {
  private static final int WIDTH = 5;

  /** Sums of so many values are added to those of the others, so that rounding does not pile up. */
  private static final int FEW = 1 << 12;

  private final double near;
  private final double[] sums;
  private final double[] recent;
  private int pending;

  /**
   * @param parts how many there are
   * @param near a number near the mean of the values, so that few digits are lost
   */
  public MomentSums(int parts, double near) {
    this.near = near;
    this.sums = new double[WIDTH * parts];
    this.recent = new double[WIDTH * parts];
  }

  /** Adds a value to a part. */
  public void add(int part, double value) {
    double distance = value - near;
    double square = distance * distance;
    int at = WIDTH * part;
    recent[at]++;
    recent[at + 1] += distance;
    recent[at + 2] += square;
    recent[at + 3] += square * distance;
    recent[at + 4] += square * square;
    if (++pending == FEW) {
      settle();
    }
  }

  private void settle() {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += recent[i];
      recent[i] = 0;
    }
    pending = 0;
  }

  /** Adds what a part has to another one. */
  public void addPart(int part, int to) {
    settle();
    for (int i = 0; i < WIDTH; i++) {
      sums[WIDTH * to + i] += sums[WIDTH * part + i];
    }
  }

  /** Of each part. */
  public List<Moments> moments() {
    settle();
    List<Moments> all = new ArrayList<>();
    for (int at = 0; at < sums.length; at += WIDTH) {
      all.add(Moments.around(near, sums, at));
    }
    return all;
  }
}
