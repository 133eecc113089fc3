package dev.mlbox.engine.data;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.gate.Nearest;
import dev.mlbox.core.measure.Slicing;
import dev.mlbox.core.measure.Words;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import dev.mlbox.core.table.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
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
  private final Map<String, DataColumn> columns;
  private final long rows;
  private final Cuts cuts = new Cuts(this);

  private DataSource(
      Origin origin, Connection connection, Map<String, DataColumn> columns, long rows) {
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
      throw unreadable(files.location(), e);
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
      Map<String, DataColumn> columns = new LinkedHashMap<>();
      for (DataColumn column : new View(connection, files).create()) {
        columns.put(column.name(), column);
      }
      Database.confine(connection, files);
      long rows = Reading.number(connection, "SELECT count(*) FROM data");
      if (rows == 0) {
        throw empty(files.location());
      }
      columns.replaceAll((name, column) -> fitting(connection, column));
      return new DataSource(origin, connection, columns, rows);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** What is said of data without a row. */
  public static MlboxException empty(Stated location) {
    return MlboxException.invalid(
        Problem.of("%s has no rows".formatted(location.text()))
            .at(location.place())
            .expected("at least one"));
  }

  private static DataColumn fitting(Connection connection, DataColumn column) {
    if (!column.isWide()) {
      return column;
    }
    String name = Sql.name(column.name());
    String tooLarge =
        "SELECT count(*) FROM data WHERE %s IS NOT NULL AND TRY_CAST(%s AS BIGINT) IS NULL"
            .formatted(name, name);
    try {
      return Reading.number(connection, tooLarge) == 0 ? column : column.asReal();
    } catch (SQLException e) {
      throw MlboxException.broken(Problem.of(Sql.oneLine(e)), e);
    }
  }

  static MlboxException unreadable(Stated location, SQLException e) {
    return new MlboxException(
        Fault.INVALID,
        List.of(
            Problem.of("cannot read %s: %s".formatted(location.text(), Sql.oneLine(e)))
                .at(location.place())),
        e);
  }

  /** Where it came from, as the user wrote it. */
  public Stated location() {
    return files.location();
  }

  /** The columns that can be read, in their order in the file. */
  public Map<String, DataType> columns() {
    Map<String, DataType> readable = new LinkedHashMap<>();
    for (DataColumn column : columns.values()) {
      DataType type = column.type();
      if (type != null) {
        readable.put(column.name(), type);
      }
    }
    return readable;
  }

  public boolean has(String column) {
    return columns.containsKey(column);
  }

  /** The rows themselves, when they are elsewhere; null when they are here. */
  public @Nullable FarRows far() {
    return origin.far();
  }

  /** The columns that models can be given, in their order in the file, wherever they are. */
  public Map<String, DataType> inputs() {
    return origin.far() == null ? columns() : origin.inputs();
  }

  /** Whether there is such a column, wherever it is. */
  public boolean offers(String column) {
    return names().contains(column);
  }

  /** Of all columns, wherever they are. */
  Set<String> names() {
    return origin.far() == null ? columns.keySet() : origin.names();
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
    DataColumn column = columns.get(name);
    if (column == null) {
      throw MlboxException.invalid(unknown(name, files.location().text(), names()));
    }
    DataColumn whole = column.isList() ? column : column(name);
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
    if (!columns.containsKey(column.text())) {
      Problem problem = unknown(column.text(), column.place(), names());
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
        "SELECT count(*) FROM data WHERE %s IS NULL".formatted(column(name).expression());
    try {
      if (Reading.number(connection, nulls) > 0) {
        forEachBatch(List.of(name), batch -> {});
      }
    } catch (SQLException e) {
      throw unreadable(files.location(), e);
    }
  }

  /** The same, {@value #BATCH} rows at a time, in order. */
  public void forEachBatch(List<String> names, Consumer<Table> use) {
    batches(names, BATCH, use);
  }

  private void batches(List<String> names, int size, Consumer<Table> use) {
    List<DataColumn> wanted = names.stream().map(this::column).toList();
    new Reading(connection, files, wanted).batches((int) Math.min(rows, size), rows, use);
  }

  private DataColumn column(String name) {
    DataColumn column = columns.get(name);
    if (column == null) {
      throw MlboxException.invalid(unknown(name, files.location().text(), names()));
    }
    if (column.type() == null) {
      throw MlboxException.invalid(
          Problem.of("column %s is of type %s".formatted(name, column.sqlType()))
              .at(files.location().text())
              .expected("text or numbers"));
    }
    return column;
  }

  /** What is said of a column that is not there. */
  public static Problem unknown(String name, String place, Collection<String> names) {
    Problem problem =
        Problem.of("there is no column %s".formatted(name))
            .at(place)
            .expected("one of " + String.join(", ", names));
    return Nearest.of(name, names)
        .map(near -> problem.remedy("did you mean %s?".formatted(near)))
        .orElse(problem);
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

  /** Where the view {@code data} of the rows is. */
  Connection connection() {
    return connection;
  }

  /** A column of a type that models take. */
  DataColumn readable(String name) {
    return column(name);
  }

  /** Columns of a type that models take, in their order in the file. */
  List<DataColumn> readable() {
    return columns.values().stream().filter(column -> column.type() != null).toList();
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
