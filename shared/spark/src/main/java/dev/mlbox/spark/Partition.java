package dev.mlbox.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * What an executor does with the rows of a partition, which may be of several files and several
 * places in each: it deals them into batches of rows that follow each other.
 */
final class Partition extends AbstractFunction1<Iterator<InternalRow>, Packed[]>
    implements Serializable {
  private final List<Cell> cells;
  private final Place place;
  private final Handling handling;

  /**
   * @param cells of the columns; the file's address and the row's number in it come after them
   */
  Partition(List<Cell> cells, Place place, Handling handling) {
    this.cells = List.copyOf(cells);
    this.place = place;
    this.handling = handling;
  }

  @Override
  public Packed[] apply(Iterator<InternalRow> rows) {
    List<Packed> done = new ArrayList<>();
    UTF8String address = UTF8String.EMPTY_UTF8;
    String file = "";
    long first = 0;
    RowBatch batch = null;
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      UTF8String here = row.getUTF8String(cells.size());
      boolean same = here.equals(address);
      long number = (same ? first : place.first(here.toString())) + row.getLong(cells.size() + 1);
      if (batch == null || !same || !batch.takes(number)) {
        if (!finished(batch, file, first, done)) {
          return done.toArray(Packed[]::new);
        }
        batch = new RowBatch(cells, number);
      }
      if (!same) {
        address = here.copy();
        file = here.toString();
        first = place.first(file);
      }
      batch.add(row);
    }
    finished(batch, file, first, done);
    return done.toArray(Packed[]::new);
  }

  /** Whether to go on. */
  private boolean finished(@Nullable RowBatch batch, String file, long first, List<Packed> done) {
    if (batch == null) {
      return true;
    }
    Packed packed = handling.of(batch, file, batch.firstRow() - first);
    done.add(packed);
    return packed.failed() == null;
  }
}
