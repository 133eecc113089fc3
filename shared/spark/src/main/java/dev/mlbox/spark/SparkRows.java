package dev.mlbox.spark;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.runtime.remote.Order;
import dev.mlbox.runtime.remote.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Rows in Parquet files, each with its number among all of them. */
final class SparkRows {
  private static final int MOST_READERS = 100;

  private final SparkSession session;
  private final List<Path> files;
  private final Place place;
  private final Reply.Opened opened;
  private final java.nio.file.Path folder;
  private final Answers answers;
  private int spools;
  private int models;

  private SparkRows(SparkSession session, Order.Open order, Found found, Answers answers) {
    this.session = session;
    this.files = found.files();
    this.place = found.place();
    this.opened = found.opened();
    this.folder = java.nio.file.Path.of(order.folder());
    this.answers = answers;
  }

  private record Found(List<Path> files, Place place, Reply.Opened opened) {}

  /**
   * Looks at the files.
   *
   * @throws MlboxException INVALID when there are none, or they do not belong together
   */
  static SparkRows open(SparkSession session, Order.Open order, Answers answers)
      throws IOException {
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    List<Path> files = Addresses.of(order.files(), hadoop);
    List<Footer> footers = footers(session, files);
    Map<String, Long> firsts = new HashMap<>();
    long rows = 0;
    for (int i = 0; i < files.size(); i++) {
      firsts.put(files.get(i).toString(), rows);
      firsts.put(files.get(i).toUri().toString(), rows);
      rows += footers.get(i).rows();
    }
    Reply.Opened opened =
        new Reply.Opened(
            ParquetTypes.columns(MessageTypeParser.parseMessageType(footers.get(0).schema())),
            rows,
            Addresses.digest(files, hadoop));
    Found found = new Found(files, new Place(firsts, files.size() > 1), opened);
    return new SparkRows(session, order, found, answers);
  }

  private static List<Footer> footers(SparkSession session, List<Path> files) {
    List<String> addresses = files.stream().map(file -> file.toUri().toString()).toList();
    JavaSparkContext context = new JavaSparkContext(session.sparkContext());
    List<Footer> footers =
        context
            .parallelize(addresses, Math.min(addresses.size(), MOST_READERS))
            .map(Footer::of)
            .collect();
    for (int i = 0; i < footers.size(); i++) {
      Reply.Failed failed = footers.get(i).failed();
      if (failed != null) {
        throw new MlboxException(
            failed.fault(), failed.exception(files.get(i).toString()).problems(), null);
      }
      if (!footers.get(i).columns().equals(footers.get(0).columns())) {
        throw MlboxException.invalid(
            Problem.of(
                    "%s and %s have different columns"
                        .formatted(files.get(0).getName(), files.get(i).getName()))
                .expected("the same names and types in the same order in every file"));
      }
    }
    return footers;
  }

  Reply.Opened opened() {
    return opened;
  }

  /** The values of some columns. */
  Reply.Brought bring(Order.Bring order) throws IOException {
    return run(order.columns(), false, new Bringing());
  }

  /** What models answer. */
  Reply.Brought ask(Order.Ask order) throws IOException {
    Set<String> columns = new LinkedHashSet<>();
    List<SentModel> sent = new ArrayList<>();
    for (Order.Model model : order.models()) {
      columns.addAll(model.inputs());
      sent.add(new SentModel(send(model.path()), model.features(), model.inputs()));
    }
    List<String> names = List.copyOf(columns);
    return run(
        names,
        true,
        new Asking(names, sent, order.first(), place.several(), new Alignment(opened.rows())));
  }

  /** Has models asked, and their answers kept where the rows are. */
  KeptRows keep(Order.Keep order) throws IOException {
    Set<String> columns = new LinkedHashSet<>();
    List<SentModel> sent = new ArrayList<>();
    for (Order.Model model : order.models()) {
      columns.addAll(model.inputs());
      sent.add(new SentModel(send(model.path()), model.features(), model.inputs()));
    }
    List<String> inputs = List.copyOf(columns);
    columns.add(order.target());
    order.cuts().forEach(columns::addAll);
    List<String> all = List.copyOf(columns);
    Alignment alignment = new Alignment(opened.rows());
    Asking asking = new Asking(inputs, sent, order.first(), place.several(), alignment);
    List<List<Integer>> cuts =
        order.cuts().stream().map(cut -> cut.stream().map(all::indexOf).toList()).toList();
    Job.Read read = new Job(session, files, place).read(all, true);
    return KeptRows.of(
        new JavaSparkContext(session.sparkContext()),
        read,
        place,
        new Keeping(asking, all.indexOf(order.target()), cuts));
  }

  /** Under a name of its own, as executors have all files in one folder. */
  private String send(String path) throws IOException {
    String name = "mlbox-model-%d.onnx".formatted(models++);
    java.nio.file.Path copy = folder.resolve(name);
    Files.copy(java.nio.file.Path.of(path), copy);
    session.sparkContext().addFile(copy.toUri().toString());
    return name;
  }

  private Reply.Brought run(List<String> columns, boolean inputs, Handling handling)
      throws IOException {
    try (Spool spool = new Spool(folder.resolve("parcels-" + spools++))) {
      new Job(session, files, place).run(columns, inputs, handling, packed -> take(packed, spool));
      return spool.brought();
    }
  }

  /** What models answered before. */
  Reply.Brought bring(KeptRows kept) throws IOException {
    try (Spool spool = new Spool(folder.resolve("parcels-" + spools++))) {
      Job.take(kept.parcels(), packed -> take(packed, spool));
      return spool.brought();
    }
  }

  private void take(Packed packed, Spool spool) {
    Reply.Failed failed = packed.failed();
    if (failed != null) {
      throw failed.exception(null);
    }
    answers.send(new Reply.Progress(spool.add(packed)));
  }
}
