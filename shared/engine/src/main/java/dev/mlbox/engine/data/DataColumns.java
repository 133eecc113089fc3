package dev.mlbox.engine.data;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.DataType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns of rows, in their order in the file, and of those that are elsewhere. */
final class DataColumns {
  private final Origin origin;
  private final Map<String, DataColumn> columns = new LinkedHashMap<>();

  private DataColumns(Origin origin) {
    this.origin = origin;
  }

  /** Those that were found, whole numbers that no long takes as real ones. */
  static DataColumns of(Origin origin, List<DataColumn> found, Connection connection) {
    DataColumns all = new DataColumns(origin);
    found.forEach(column -> all.columns.put(column.name(), fitting(connection, column)));
    return all;
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

  boolean has(String name) {
    return columns.containsKey(name);
  }

  /** Of those that can be read. */
  Map<String, DataType> types() {
    Map<String, DataType> readable = new LinkedHashMap<>();
    for (DataColumn column : columns.values()) {
      DataType type = column.type();
      if (type != null) {
        readable.put(column.name(), type);
      }
    }
    return readable;
  }

  /** Of those that models can be given, wherever they are. */
  Map<String, DataType> inputs() {
    return origin.far() == null ? types() : origin.inputs();
  }

  /** Of all, wherever they are. */
  Set<String> names() {
    return origin.far() == null ? columns.keySet() : origin.names();
  }

  /** Of a type that models take. */
  List<DataColumn> readable() {
    return columns.values().stream().filter(column -> column.type() != null).toList();
  }

  /**
   * One of them.
   *
   * @throws MlboxException INVALID when there is none of that name
   */
  DataColumn named(String name) {
    DataColumn column = columns.get(name);
    if (column == null) {
      throw MlboxException.invalid(DataProblems.unknown(name, place(), names()));
    }
    return column;
  }

  /**
   * One of them, of a type that models take.
   *
   * @throws MlboxException INVALID when there is none
   */
  DataColumn readable(String name) {
    DataColumn column = named(name);
    if (column.type() == null) {
      throw MlboxException.invalid(
          Problem.of("column %s is of type %s".formatted(name, column.sqlType()))
              .at(place())
              .expected("text or numbers"));
    }
    return column;
  }

  private String place() {
    return origin.files().location().text();
  }
}
