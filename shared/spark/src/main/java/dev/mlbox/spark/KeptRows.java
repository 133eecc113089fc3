package dev.mlbox.spark;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.CutSums;
import dev.mlbox.core.measure.PairSums;
import dev.mlbox.core.measure.Rankings;
import dev.mlbox.core.table.Column;
import dev.mlbox.runtime.remote.Order;
import dev.mlbox.runtime.remote.Parcel;
import dev.mlbox.runtime.remote.Reply;
import dev.mlbox.runtime.remote.Survey;
import dev.mlbox.runtime.remote.Values;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/** What models answered to all rows, kept by the executors, which sum it up where it is. */
final class KeptRows {
  private final JavaSparkContext spark;
  private final JavaRDD<Found<KeptBatch>> kept;
  private final int models;
  private final int cuts;

  /** Of the last sum, as the next question is often about the same. */
  private Order.@Nullable Sum ranked;

  private @Nullable Rankings rankings;

  private KeptRows(JavaSparkContext spark, JavaRDD<Found<KeptBatch>> kept, int models, int cuts) {
    this.spark = spark;
    this.kept = kept;
    this.models = models;
    this.cuts = cuts;
  }

  /** Of rows that are read and asked about when they are first looked at. */
  static KeptRows of(JavaSparkContext spark, Job.Read read, Place place, Keeping keeping) {
    List<Cell> cells = List.copyOf(read.cells());
    JavaRDD<Found<KeptBatch>> kept =
        read.rows()
            .toJavaRDD()
            .mapPartitions(rows -> new Batches(new RowBatches(rows, cells, place), keeping));
    kept.persist(StorageLevel.MEMORY_AND_DISK_SER());
    return new KeptRows(spark, kept, keeping.asking().models().size(), keeping.cuts().size());
  }

  /** Batch after batch, so that memory holds one. */
  private static final class Batches implements Iterator<Found<KeptBatch>> {
    private final RowBatches rows;
    private final Keeping keeping;
    private @Nullable RowBatch next;

    Batches(RowBatches rows, Keeping keeping) {
      this.rows = rows;
      this.keeping = keeping;
      this.next = rows.next();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Found<KeptBatch> next() {
      RowBatch batch = next;
      if (batch == null) {
        throw new java.util.NoSuchElementException();
      }
      String file = rows.file();
      long rowInFile = batch.firstRow() - rows.firstOfFile();
      Found<KeptBatch> found = Found.of(() -> keeping.of(batch, file, rowInFile));
      next = rows.next();
      return found;
    }
  }

  /** What models answered; they are not asked again. */
  JavaRDD<Packed> parcels() {
    return kept.map(found -> found.orThrow().packed());
  }

  /** Lets executors forget them. */
  void forget() {
    kept.unpersist(false);
  }

  /** What is done with each batch. */
  private interface Use<T> extends Serializable {
    void add(T sums, KeptBatch batch);
  }

  /** A beginning that each partition makes for itself. */
  private interface None<T> extends Serializable {
    T get();
  }

  /** How two sums become one. */
  private interface Sum<T> extends Serializable {
    T of(T one, T other);
  }

  private <T extends Serializable> T total(None<T> none, Use<T> use, Sum<T> sum) {
    return kept.mapPartitions(batches -> List.of(part(batches, none, use)).iterator())
        .treeReduce((one, other) -> one.and(other, sum::of))
        .orThrow();
  }

  private static <T extends Serializable> Found<T> part(
      Iterator<Found<KeptBatch>> batches, None<T> none, Use<T> use) {
    return Found.of(
        () -> {
          T sums = none.get();
          while (batches.hasNext()) {
            use.add(sums, batches.next().orThrow());
          }
          return sums;
        });
  }

  /** What there is in the rows, once models have answered all of them. */
  Reply.Kept survey(int first) {
    int of = models;
    int ways = cuts;
    Survey survey =
        total(
            () -> new Survey(of, ways),
            (sums, batch) ->
                sums.add(batch.target().column(), batch.predictions(), distinct(batch)),
            Survey::add);
    List<KeptBatch> firsts = new ArrayList<>();
    kept.filter(found -> found.orThrow().firstRow() < first)
        .collect()
        .forEach(found -> firsts.add(found.orThrow()));
    firsts.sort(Comparator.comparingLong(KeptBatch::firstRow));
    return new Reply.Kept(survey, firsts.stream().map(batch -> first(batch, first)).toList());
  }

  private static List<Set<String>> distinct(KeptBatch batch) {
    List<Set<String>> values = new ArrayList<>();
    batch.cuts().forEach(cut -> values.add(new TreeSet<>(Arrays.asList(cut))));
    return values;
  }

  private static Parcel first(KeptBatch batch, int first) {
    int rows = (int) Math.min(batch.rows(), first - batch.firstRow());
    List<Values> columns =
        Stream.concat(
                batch.first().stream(),
                Stream.of(Values.of(batch.target().column().slice(0, rows))))
            .toList();
    return new Parcel(rows, columns, List.of());
  }

  /** Sums over all rows, without the scores that ranks were found of. */
  CutSums sum(Order.Sum order) {
    CutSums sums = counted(order);
    if (order.frame().models() == 2 && sums.scores()[0].length > 0 && sums.scores()[1].length > 0) {
      ranked = order;
      rankings = new Rankings(sums.scores());
    }
    return sums.ranked();
  }

  private CutSums counted(Order.Sum order) {
    Broadcast<Order.Sum> what = spark.broadcast(order);
    Found<CutSums> sums =
        kept.mapPartitions(batches -> List.of(counted(batches, what.value())).iterator())
            .treeReduce((one, other) -> one.and(other, CutSums::add));
    what.destroy();
    return sums.orThrow();
  }

  private static Found<CutSums> counted(Iterator<Found<KeptBatch>> batches, Order.Sum order) {
    return Found.of(
        () -> {
          int parts = order.cut() < 0 ? 1 : order.values().size();
          CutSums sums = new CutSums(order.frame(), parts);
          while (batches.hasNext()) {
            KeptBatch batch = batches.next().orThrow();
            sums.add(batch.answers(order.frame()), batch.parts(order), batch.firstRow());
          }
          return sums.settled();
        });
  }

  /** Sums of differences, by what is known of all rows. */
  PairSums pair(Order.Pair order) {
    Broadcast<Order.Pair> what = spark.broadcast(order);
    Broadcast<Rankings> ranks =
        spark.broadcast(
            order.demand().isOfAreas()
                ? rankings(order.sum())
                : new Rankings(new dev.mlbox.core.stats.CountedScores[0][][]));
    PairSums sums =
        total(
            () -> new PairSums(Math.max(1, what.value().sum().values().size())),
            (found, batch) -> add(found, batch, what.value(), ranks.value()),
            PairSums::add);
    ranks.destroy();
    what.destroy();
    return sums;
  }

  private static void add(PairSums sums, KeptBatch batch, Order.Pair order, Rankings rankings) {
    List<Answers> answers = batch.answers(order.sum().frame());
    int[] parts = batch.parts(order.sum());
    if (order.demand().isOfAreas()) {
      sums.add(order.demand(), answers, parts, rankings);
    } else {
      sums.add(order.demand(), answers, parts);
    }
  }

  private Rankings rankings(Order.Sum order) {
    Rankings known = rankings;
    if (known == null || ranked == null || ranked.cut() != order.cut()) {
      known = new Rankings(counted(order).scores());
      rankings = known;
      ranked = order;
    }
    return known;
  }

  /** The rows of small parts. */
  Reply.Gathered gather(Order.Gather order) {
    List<Reply.Few> few =
        new ArrayList<>(kept.flatMap(found -> few(found.orThrow(), order).iterator()).collect());
    few.sort(Comparator.comparingLong(Reply.Few::firstRow));
    return new Reply.Gathered(few);
  }

  private static List<Reply.Few> few(KeptBatch batch, Order.Gather order) {
    int[] parts = batch.parts(order.sum());
    List<Reply.Few> few = new ArrayList<>();
    for (int part : order.parts()) {
      int[] rows = IntStream.range(0, parts.length).filter(row -> parts[row] == part).toArray();
      if (rows.length > 0) {
        Values target = at(batch.target(), rows);
        List<Parcel.Said> said = batch.answers().stream().map(each -> at(each, rows)).toList();
        few.add(new Reply.Few(part, batch.firstRow(), target, said));
      }
    }
    return few;
  }

  private static Parcel.Said at(Parcel.Said said, int[] rows) {
    double[] some = new double[rows.length * said.width()];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(
          said.probabilities(), rows[i] * said.width(), some, i * said.width(), said.width());
    }
    return new Parcel.Said(at(said.values(), rows), said.classes(), some, said.width());
  }

  private static Values at(Values values, int[] rows) {
    Column column = values.column();
    if (column instanceof Column.Text text) {
      String[] some =
          Arrays.stream(rows).mapToObj(row -> text.values()[row]).toArray(String[]::new);
      return Values.of(new Column.Text(some));
    }
    if (column instanceof Column.Whole whole) {
      return Values.of(
          new Column.Whole(Arrays.stream(rows).mapToLong(row -> whole.values()[row]).toArray()));
    }
    double[] reals = ((Column.Real) column).values();
    return Values.of(new Column.Real(Arrays.stream(rows).mapToDouble(row -> reals[row]).toArray()));
  }
}
