package dev.mlbox.spark;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.runtime.remote.Parcel;
import dev.mlbox.runtime.remote.Values;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks models about rows and keeps what they answer beside what is true.
 *
 * @param asking of the models; its columns are the first ones
 * @param target place of the target's column
 * @param cuts places of the columns of each cut
 */
record Keeping(Asking asking, int target, List<List<Integer>> cuts) implements Serializable {

  Keeping {
    cuts = cuts.stream().map(List::copyOf).toList();
  }

  /**
   * Of some rows.
   *
   * @throws MlboxException INVALID when models cannot answer, or the truth is missing
   */
  KeptBatch of(RowBatch batch, String file, long rowInFile) {
    Parcel parcel = asking.parcel(batch, file, rowInFile);
    List<Values> columns = batch.columns();
    Values truth = columns.get(target);
    int gap = truth.gaps().nextSetBit(0);
    if (gap >= 0) {
      throw MlboxException.invalid(
          Problem.of("the target has no value in row %d".formatted(rowInFile + gap + 1)));
    }
    List<String[]> values = new ArrayList<>();
    for (List<Integer> cut : cuts) {
      values.add(values(columns, cut, batch.rows()));
    }
    return new KeptBatch(batch.firstRow(), truth, parcel.answers(), values, parcel.columns());
  }

  /** As a database writes them and joins several, that of no value among them. */
  private static String[] values(List<Values> columns, List<Integer> cut, int rows) {
    List<Column> of = cut.stream().map(place -> columns.get(place).column()).toList();
    Map<String, String> known = new HashMap<>();
    String[] joined = new String[rows];
    for (int row = 0; row < rows; row++) {
      StringBuilder value = new StringBuilder();
      for (int i = 0; i < of.size(); i++) {
        boolean none = columns.get(cut.get(i)).gaps().get(row);
        value.append(i == 0 ? "" : " × ").append(none ? "(none)" : of.get(i).text(row));
      }
      joined[row] = known.computeIfAbsent(value.toString(), text -> text);
    }
    return joined;
  }
}
