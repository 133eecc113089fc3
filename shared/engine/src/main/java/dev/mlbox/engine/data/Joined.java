package dev.mlbox.engine.data;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import java.util.HashMap;
import java.util.Map;

/** Finds rows by an id that occurs once. */
final class Joined {
  private final Map<String, Integer> rows = new HashMap<>();
  private final Stated file;

  /**
   * @param ids of the rows to be found
   * @param file that has them, for messages
   */
  Joined(Column ids, Stated file) {
    this.file = file;
    for (int row = 0; row < ids.rows(); row++) {
      Integer before = rows.put(ids.text(row), row);
      if (before != null) {
        throw MlboxException.invalid(
            Problem.of(
                    "id %s is in rows %d and %d of %s"
                        .formatted(ids.text(row), before + 1, row + 1, file.text()))
                .at(file.place())
                .expected("each id once"));
      }
    }
  }

  /** The row of each wanted id. */
  int[] rowsFor(Column wanted) {
    int[] found = new int[wanted.rows()];
    for (int i = 0; i < found.length; i++) {
      Integer row = rows.get(wanted.text(i));
      if (row == null) {
        throw MlboxException.invalid(
            Problem.of(
                    "%s has no answer for id %s, row %d of the data"
                        .formatted(file.text(), wanted.text(i), i + 1))
                .at(file.place())
                .expected("one for each row of the data"));
      }
      found[i] = row;
    }
    return found;
  }
}
