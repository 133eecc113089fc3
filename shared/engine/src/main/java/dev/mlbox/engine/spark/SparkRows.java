package dev.mlbox.engine.spark;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.measure.CutSums;
import dev.mlbox.core.measure.PairSums;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import dev.mlbox.engine.data.FarRows;
import dev.mlbox.runtime.remote.Order;
import dev.mlbox.runtime.remote.Parcel;
import dev.mlbox.runtime.remote.RemoteColumn;
import dev.mlbox.runtime.remote.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows that Spark has read, for as long as it runs. */
final class SparkRows implements FarRows {
  private final Conversation spark;
  private final Stated data;
  private final Reply.Opened rows;
  private final Path folder;
  private final boolean summed;

  /**
   * @param folder of what comes back; removed at the end
   * @param summed whether rows are summed up where they are
   */
  SparkRows(Conversation spark, Stated data, Reply.Opened rows, Path folder, boolean summed) {
    this.summed = summed;
    this.spark = spark;
    this.data = data;
    this.rows = rows;
    this.folder = folder;
  }

  @Override
  public List<RemoteColumn> columns() {
    return rows.columns();
  }

  @Override
  public void ask(List<Order.Model> models, int first, Use use) {
    Set<String> inputs = inputs(models);
    Reply.Brought brought = (Reply.Brought) spark.tell(new Order.Ask(models, first), use::done);
    try (Spool spool = Spool.open(brought, rows.rows())) {
      spool.parcels().forEach(parcel -> pass(parcel, List.copyOf(inputs), use));
    }
  }

  /** All that models are given. */
  private Set<String> inputs(List<Order.Model> models) {
    Set<String> inputs = new LinkedHashSet<>();
    models.forEach(model -> inputs.addAll(model.inputs()));
    rows.columns().stream()
        .filter(column -> inputs.contains(column.name()) && !column.feeds())
        .findFirst()
        .ifPresent(
            column -> {
              throw unfit(column);
            });
    return inputs;
  }

  @Override
  public boolean areSummed() {
    return summed;
  }

  @Override
  public Reply.Kept keep(Order.Keep order, LongConsumer done) {
    inputs(order.models());
    return (Reply.Kept) spark.tell(order, done);
  }

  @Override
  public CutSums sum(Order.Sum order) {
    return complete(((Reply.Summed) spark.tell(order, done -> {})).sums(), rows.rows());
  }

  /**
   * Sums in which all rows are.
   *
   * @throws MlboxException BROKEN when they are not
   */
  static CutSums complete(CutSums sums, long rows) {
    long summed = IntStream.range(0, sums.parts()).mapToLong(sums::rows).sum();
    if (summed != rows) {
      throw MlboxException.broken(
          Problem.of("Spark summed up %,d rows, and there were %,d".formatted(summed, rows))
              .expected("every row once")
              .remedy("were the files written anew meanwhile? Then run it again"),
          null);
    }
    return sums;
  }

  @Override
  public PairSums pair(Order.Pair order) {
    return ((Reply.Paired) spark.tell(order, done -> {})).sums();
  }

  @Override
  public List<Reply.Few> gather(Order.Gather order) {
    return ((Reply.Gathered) spark.tell(order, done -> {})).few();
  }

  private MlboxException unfit(RemoteColumn column) {
    return MlboxException.invalid(
        Problem.of(
                "column %s is of type %s, which models may be given otherwise by Spark"
                    .formatted(column.name(), column.sqlType()))
            .at(data.place())
            .expected(
                "truth values, whole numbers of up to 63 bits, FLOAT, DOUBLE, text, or DECIMAL of up"
                    + " to 15 digits")
            .remedy("cast it when the rows are written, or leave evaluate.engine: spark out"));
  }

  private static void pass(Parcel parcel, List<String> inputs, Use use) {
    if (!parcel.columns().isEmpty()) {
      Map<String, Column> columns = new LinkedHashMap<>();
      for (int i = 0; i < inputs.size(); i++) {
        columns.put(inputs.get(i), parcel.columns().get(i).column());
      }
      use.inputs(new Table(columns, parcel.columns().get(0).column().rows()));
    }
    for (int model = 0; model < parcel.answers().size(); model++) {
      use.answers(model, parcel.answers().get(model).predictions());
    }
  }

  @Override
  public void close() {
    spark.close();
    remove(folder);
  }

  /** A folder with all that is in it. */
  static void remove(Path folder) {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
