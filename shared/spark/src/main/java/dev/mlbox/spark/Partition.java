package dev.mlbox.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/** What an executor does with the rows of a partition, batch by batch. */
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
    RowBatches batches = new RowBatches(CollectionConverters.asJava(rows), cells, place);
    for (RowBatch batch = batches.next(); batch != null; batch = batches.next()) {
      long first = batches.firstOfFile();
      Packed packed = handling.of(batch, batches.file(), batch.firstRow() - first);
      done.add(packed);
      if (packed.failed() != null) {
        break;
      }
    }
    return done.toArray(Packed[]::new);
  }
}
