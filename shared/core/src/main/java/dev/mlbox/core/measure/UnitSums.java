package dev.mlbox.core.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Independent units of some slices: how much each counts, and by how much it moves a number.
 *
 * @param slices the one of most requests first
 * @param rows of them that count
 * @param weights of the units, above 0
 * @param moved by each, in the number's unit
 */
record UnitSums(List<String> slices, long rows, double[] weights, double[] moved) {

  /** Units of a slice; rows that count nothing are left out. */
  static UnitSums of(Slice slice, Units units, Answers answers, double[] influence) {
    Units some = units.at(slice.rows());
    int count = some.isGrouped() ? some.count() : slice.rows().length;
    double[] weights = new double[count];
    double[] moved = new double[count];
    long rows = 0;
    for (int i = 0; i < slice.rows().length; i++) {
      int row = slice.rows()[i];
      int unit = some.isGrouped() ? some.groups()[i] : i;
      weights[unit] += answers.weight(row);
      moved[unit] += influence[row] / influence.length;
      rows += answers.weight(row) > 0 ? 1 : 0;
    }
    return new UnitSums(List.of(slice.value()), rows, weights, moved).counting();
  }

  private UnitSums counting() {
    int kept = 0;
    double[] some = new double[weights.length];
    double[] by = new double[weights.length];
    for (int unit = 0; unit < weights.length; unit++) {
      if (weights[unit] > 0) {
        some[kept] = weights[unit];
        by[kept++] = moved[unit];
      }
    }
    return new UnitSums(slices, rows, Arrays.copyOf(some, kept), Arrays.copyOf(by, kept));
  }

  /** Units of several slices as those of one. */
  static UnitSums together(List<UnitSums> several) {
    List<String> names = new ArrayList<>();
    several.forEach(each -> names.addAll(each.slices()));
    return new UnitSums(
        names,
        several.stream().mapToLong(UnitSums::rows).sum(),
        several.stream().flatMapToDouble(each -> Arrays.stream(each.weights())).toArray(),
        several.stream().flatMapToDouble(each -> Arrays.stream(each.moved())).toArray());
  }

  double total() {
    return Arrays.stream(weights).sum();
  }

  /** Units of one weight that say as much, (Σw)²/Σw² (Kish, 1965, Survey Sampling, sec. 11.7). */
  double worth() {
    double total = total();
    return total * total / Arrays.stream(weights).map(weight -> weight * weight).sum();
  }

  /** Of a unit's weight: the same within a factor of two. */
  int magnitude() {
    return Math.getExponent(total() / weights.length);
  }

  /** What each unit would move the number by if it were all that counts. */
  double[] ofShare(double all) {
    double[] each = new double[weights.length];
    Arrays.setAll(each, unit -> moved[unit] * all / weights[unit]);
    return each;
  }

  /**
   * What each unit moves the number by beyond the average of these units, times how many there are.
   */
  double[] influence() {
    double mean = Arrays.stream(moved).sum() / total();
    double[] each = new double[weights.length];
    Arrays.setAll(each, unit -> weights.length * (moved[unit] - weights[unit] * mean));
    return each;
  }
}
