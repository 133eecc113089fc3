package dev.mlbox.engine.data;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Makes a file, or several, the view {@code data}. */
final class View {
  /** Bytes of text; packed text may be ten times as much. */
  private static final long MOST_HELD = 32L << 20;

  private final Connection connection;
  private final DataFiles files;

  View(Connection connection, DataFiles files) {
    this.connection = connection;
    this.files = files;
  }

  /** Creates the view and returns its columns. */
  List<DataColumn> create() throws SQLException {
    String list = Sql.list(files.files());
    String source =
        switch (files.format()) {
          case PARQUET -> "read_parquet(%s)".formatted(list);
          // A format that no text has, so that dates stay text.
          case JSON ->
              "read_json(%s, sample_size=-1, dateformat='as text', timestampformat='as text')"
                  .formatted(list);
          case CSV -> new CsvRelation(connection, files).sql();
        };
    String kind = isHeld() ? "TABLE" : "VIEW";
    execute("CREATE OR REPLACE %s data AS SELECT * FROM %s".formatted(kind, source));
    return describe(connection, "data");
  }

  /** Text is parsed again by each query, unless it is small enough to be held. */
  private boolean isHeld() {
    return files.format() != DataFormat.PARQUET && files.bytes() <= MOST_HELD;
  }

  /** The columns of a relation, which may be a call that reads a file. */
  static List<DataColumn> describe(Connection connection, String relation) throws SQLException {
    List<DataColumn> columns = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("DESCRIBE SELECT * FROM " + relation)) {
      while (rows.next()) {
        columns.add(DataColumn.of(rows.getString(1), rows.getString(2)));
      }
    }
    return columns;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
