package dev.mlbox.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * One pass of all executors over the rows of some columns. What a partition gives is taken as soon
 * as it is done, in any order: a task that is done twice, as its executor was lost, is taken once.
 */
final class Job {
  private final SparkSession session;
  private final List<Path> files;
  private final Place place;

  Job(SparkSession session, List<Path> files, Place place) {
    this.session = session;
    this.files = files;
    this.place = place;
  }

  /**
   * Runs it.
   *
   * @param inputs whether the columns are for models
   * @param take hears of every parcel, one at a time; what it throws ends the job
   */
  void run(List<String> columns, boolean inputs, Handling handling, Consumer<Packed> take) {
    Read read = read(columns, inputs);
    session
        .sparkContext()
        .runJob(read.rows(), new Partition(read.cells(), place, handling), new Taking(take), tag());
  }

  /**
   * Takes parcels that executors can make of what they have.
   *
   * @param take hears of every parcel, one at a time; what it throws ends the job
   */
  static void take(JavaRDD<Packed> parcels, Consumer<Packed> take) {
    parcels.context().runJob(parcels.rdd(), new All(), new Taking(take), tag());
  }

  /** All parcels of a partition. */
  private static final class All extends AbstractFunction1<Iterator<Packed>, Packed[]>
      implements Serializable {
    @Override
    public Packed[] apply(Iterator<Packed> parcels) {
      List<Packed> all = new ArrayList<>();
      CollectionConverters.asJava(parcels).forEachRemaining(all::add);
      return all.toArray(Packed[]::new);
    }
  }

  /**
   * What is read.
   *
   * @param rows the columns, then the file's address and the row's number in it
   * @param cells of the columns
   */
  record Read(RDD<InternalRow> rows, List<Cell> cells) {}

  /** The rows of some columns, which are read when they are looked at. */
  Read read(List<String> columns, boolean inputs) {
    List<Column> wanted = new ArrayList<>();
    columns.forEach(name -> wanted.add(functions.col(quoted(name))));
    wanted.add(functions.col("_metadata.file_path"));
    wanted.add(functions.col("_metadata.row_index"));
    Dataset<Row> rows =
        session
            .read()
            .parquet(files.stream().map(Path::toString).toArray(String[]::new))
            .select(wanted.toArray(Column[]::new));
    List<Cell> cells = new ArrayList<>();
    StructField[] fields = rows.schema().fields();
    for (int i = 0; i < columns.size(); i++) {
      cells.add(Cell.of(fields[i].dataType(), inputs));
    }
    return new Read(rows.queryExecution().toRdd(), cells);
  }

  private static String quoted(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  private static ClassTag<Packed[]> tag() {
    return ClassTag$.MODULE$.apply(Packed[].class);
  }

  /** Passes on what partitions give. */
  private static final class Taking extends AbstractFunction2<Object, Packed[], BoxedUnit> {
    private final Consumer<Packed> take;

    Taking(Consumer<Packed> take) {
      this.take = take;
    }

    @Override
    public BoxedUnit apply(Object partition, Packed[] parcels) {
      List.of(parcels).forEach(take);
      return BoxedUnit.UNIT;
    }
  }
}
