package dev.mlbox.runtime.remote;

import dev.mlbox.core.table.Column;
import java.io.Serializable;
import java.util.BitSet;

/**
 * Values of a column on their way.
 *
 * @param array of long, double or String
 * @param gaps rows without value, whatever the array holds there
 */
public record Values(Object array, BitSet gaps) implements Serializable {

  public static Values of(Column column) {
    Object array =
        column instanceof Column.Text text
            ? text.values()
            : column instanceof Column.Whole whole
                ? whole.values()
                : ((Column.Real) column).values();
    return new Values(array, new BitSet());
  }

  /** Of values none of which is missing. */
  public Column column() {
    return array instanceof String[] texts
        ? new Column.Text(texts)
        : array instanceof long[] wholes
            ? new Column.Whole(wholes)
            : new Column.Real((double[]) array);
  }
}
