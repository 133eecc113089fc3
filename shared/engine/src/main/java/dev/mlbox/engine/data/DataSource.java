package dev.mlbox.engine.data;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.measure.Slicing;
import dev.mlbox.core.measure.Words;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import dev.mlbox.core.table.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Rows in a file, several files or behind a URL: CSV, Parquet or JSON lines, always in the order of
 * the file. Not for several threads at once.
 */
public final class DataSource implements AutoCloseable {
  /** Rows a batch. */
  public static final int BATCH = 50_000;

  private static final long MOST_BESIDE = 2_000_000;

  private final Origin origin;
  private final DataFiles files;
  private final Connection connection;
  private final DataColumns columns;
  private final long rows;
  private final Cuts cuts = new Cuts(this);

  private DataSource(Origin origin, Connection connection, DataColumns columns, long rows) {
    this.origin = origin;
    this.files = origin.files();
    this.connection = connection;
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * Opens data and looks at its columns.
   *
   * @param location a file, glob or URL, and where it was set
   * @param folder where relative locations start
   * @throws MlboxException INVALID when there is no such file, no row in it, or it cannot be read
   */
  public static DataSource open(Stated location, Path folder) {
    return open(Origin.of(DataFiles.find(location, folder)));
  }

  /**
   * The files of a location, in the order of their rows.
   *
   * @throws MlboxException INVALID when there is none
   */
  public static List<Path> files(Stated location, Path folder) {
    return DataFiles.find(location, folder).files();
  }

  /**
   * Opens what was brought of rows that stay elsewhere, and is them to whoever does not ask models.
   *
   * @param far closed with these
   * @param file with the columns that judges look at, of every row
   * @param digest of the rows themselves
   */
  public static DataSource beside(FarRows far, Stated location, Path file, Digest digest) {
    DataFiles files = new DataFiles(location, List.of(file), null);
    return open(new Origin(files, new FutureTask<>(() -> digest), far, true));
  }

  /**
   * Opens a file that is called otherwise in messages.
   *
   * @param location as the user wrote it
   */
  public static DataSource of(Stated location, Path file) {
    return open(Origin.of(new DataFiles(location, List.of(file), null)));
  }

  private static DataSource open(Origin origin) {
    DataFiles files = origin.files();
    try {
      return opened(origin, Database.open());
    } catch (SQLException e) {
      files.removeDownload();
      throw DataProblems.unreadable(files.location(), e);
    } catch (RuntimeException | Error e) {
      files.removeDownload();
      throw e;
    }
  }

  /** The same rows for another thread, for as long as these are open. */
  public DataSource again() {
    try {
      Connection other = connection.unwrap(DuckDBConnection.class).duplicate();
      return new DataSource(origin.lent(), other, columns, rows);
    } catch (SQLException e) {
      throw MlboxException.broken(Problem.of(Sql.oneLine(e)), e);
    }
  }

  /** Whether a file, or one that a glob matches, is there; not for URLs. */
  public static boolean exists(Stated location, Path folder) {
    return DataFiles.exist(location, folder);
  }

  private static DataSource opened(Origin origin, Connection connection) throws SQLException {
    DataFiles files = origin.files();
    try {
      List<DataColumn> found = new View(connection, files).create();
      Database.confine(connection, files);
      long rows = Reading.number(connection, "SELECT count(*) FROM data");
      if (rows == 0) {
        throw DataProblems.empty(files.location());
      }
      return new DataSource(origin, connection, DataColumns.of(origin, found, connection), rows);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Where it came from, as the user wrote it. */
  public Stated location() {
    return files.location();
  }

  /** The columns that can be read, in their order in the file. */
  public Map<String, DataType> columns() {
    return columns.types();
  }

  public boolean has(String column) {
    return columns.has(column);
  }

  /** The rows themselves, when they are elsewhere; null when they are here. */
  public @Nullable FarRows far() {
    return origin.far();
  }

  /** The columns that models can be given, in their order in the file, wherever they are. */
  public Map<String, DataType> inputs() {
    return columns.inputs();
  }

  /** Whether there is such a column, wherever it is. */
  public boolean offers(String column) {
    return columns.names().contains(column);
  }

  /** Of all columns, wherever they are. */
  Set<String> names() {
    return columns.names();
  }

  /** At least 1. */
  public long rows() {
    return rows;
  }

  /**
   * Whether there are few enough rows for work on all of them to be done beside other such work.
   */
  public boolean isSmall() {
    return rows <= MOST_BESIDE;
  }

  /** SHA-256 over the bytes of the files in the order of their names. */
  public Digest digest() {
    origin.digest().run(); // once, however often it is asked for
    return Background.result(origin.digest());
  }

  /**
   * All rows of some columns.
   *
   * @throws MlboxException INVALID when a column is missing, of no readable type, or has a row
   *     without value
   */
  public Table read(List<String> names) {
    List<Table> whole = new ArrayList<>();
    if (rows > Integer.MAX_VALUE - 8) {
      throw MlboxException.invalid(
          Problem.of("%s has %,d rows".formatted(files.location().text(), rows))
              .expected("at most two thousand million"));
    }
    batches(names, (int) rows, whole::add);
    return whole.get(0);
  }

  /**
   * A column of texts, or of lists of them, which become one text with {@link Words#SEPARATOR}
   * between its parts; a row without value has an empty one.
   *
   * @throws MlboxException INVALID when a column is missing or of no such type
   */
  public Column texts(String name) {
    DataColumn column = columns.named(name);
    DataColumn whole = column.isList() ? column : columns.readable(name);
    Table[] table = new Table[1];
    new Reading(connection, files, List.of(whole.orEmpty()))
        .batches((int) Math.min(rows, Integer.MAX_VALUE - 8), rows, batch -> table[0] = batch);
    return table[0].column(name).orElseThrow();
  }

  /**
   * Makes sure that there is a column that mlbox.yaml names.
   *
   * @throws MlboxException INVALID at the line with the name, which is where a typo is mended
   */
  public void requireColumn(Stated column) {
    if (!columns.has(column.text())) {
      Problem problem = DataProblems.unknown(column.text(), column.place(), columns.names());
      throw MlboxException.invalid(
          problem.expected("%s, as in %s".formatted(problem.expected(), files.location().text())));
    }
  }

  /**
   * Makes sure that a column can be read, without reading all of it here.
   *
   * @throws MlboxException INVALID as {@link #read}
   */
  public void require(String name) {
    String nulls =
        "SELECT count(*) FROM data WHERE %s IS NULL".formatted(columns.readable(name).expression());
    try {
      if (Reading.number(connection, nulls) > 0) {
        forEachBatch(List.of(name), batch -> {});
      }
    } catch (SQLException e) {
      throw DataProblems.unreadable(files.location(), e);
    }
  }

  /** The same, {@value #BATCH} rows at a time, in order. */
  public void forEachBatch(List<String> names, Consumer<Table> use) {
    batches(names, BATCH, use);
  }

  private void batches(List<String> names, int size, Consumer<Table> use) {
    List<DataColumn> wanted = names.stream().map(columns::readable).toList();
    new Reading(connection, files, wanted).batches((int) Math.min(rows, size), rows, use);
  }

  /**
   * Cuts the rows by a column or by a predicate.
   *
   * @param entry the name of a column, or an SQL condition on the columns of one row
   * @throws MlboxException INVALID when it is neither
   */
  public Slicing slicing(Stated entry) {
    return cuts.of(entry);
  }

  /**
   * Cuts the rows in several ways at once, which {@link #slicing} then knows.
   *
   * @throws MlboxException INVALID as {@link #slicing}, for the first entry that is neither
   */
  public void cut(List<Stated> entries) {
    cuts.all(entries);
  }

  DataFiles files() {
    return files;
  }

  /** Where the view {@code data} of the rows is. */
  Connection connection() {
    return connection;
  }

  /** A column of a type that models take. */
  DataColumn readable(String name) {
    return columns.readable(name);
  }

  /** Columns of a type that models take, in their order in the file. */
  List<DataColumn> readable() {
    return columns.readable();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw MlboxException.broken(Problem.of(Sql.oneLine(e)), e);
    } finally {
      origin.close();
    }
  }
}
