package dev.mlbox.spark;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a partition, which may be of several files and several places in each, in batches of
 * rows that follow each other.
 */
final class RowBatches {
  private final Iterator<InternalRow> rows;
  private final List<Cell> cells;
  private final Place place;
  private UTF8String address = UTF8String.EMPTY_UTF8;
  private String file = "";
  private long first;

  /** A row that is the first one of the next batch. */
  private @Nullable InternalRow waiting;

  /**
   * @param cells of the columns; the file's address and the row's number in it come after them
   */
  RowBatches(Iterator<InternalRow> rows, List<Cell> cells, Place place) {
    this.rows = rows;
    this.cells = cells;
    this.place = place;
  }

  /** The next batch; null after the last one. */
  @Nullable RowBatch next() {
    InternalRow row = waiting != null ? waiting : rows.hasNext() ? rows.next() : null;
    waiting = null;
    if (row == null) {
      return null;
    }
    if (!isOfFile(row)) {
      address = row.getUTF8String(cells.size()).copy();
      file = address.toString();
      first = place.first(file);
    }
    RowBatch batch = new RowBatch(cells, number(row));
    batch.add(row);
    while (rows.hasNext()) {
      InternalRow more = rows.next();
      if (!isOfFile(more) || !batch.takes(number(more))) {
        waiting = more;
        return batch;
      }
      batch.add(more);
    }
    return batch;
  }

  private boolean isOfFile(InternalRow row) {
    return row.getUTF8String(cells.size()).equals(address);
  }

  private long number(InternalRow row) {
    return first + row.getLong(cells.size() + 1);
  }

  /** The file that the last batch is in. */
  String file() {
    return file;
  }

  /** Number of that file's first row among all. */
  long firstOfFile() {
    return first;
  }
}
