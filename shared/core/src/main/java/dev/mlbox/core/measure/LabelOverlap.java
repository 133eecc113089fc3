package dev.mlbox.core.measure;

import dev.mlbox.core.table.Column;
import java.util.Collections;

/** Whether answers and truth speak of the same classes, whichever types these are written in. */
public final class LabelOverlap {
  private LabelOverlap() {}

  /** Whether no answer is a class of the truth; 1, 1.0 and "1" are one class. */
  public static boolean none(Column said, Column truth) {
    return Collections.disjoint(Labels.distinct(said), Labels.distinct(truth));
  }
}
