package dev.mlbox.engine.data;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;

/**
 * The rows of a query as DuckDB has them: column by column, some two thousand rows at a time, which
 * costs a tenth or less of fetching each row through JDBC.
 */
final class Chunks {
  private final Connection connection;
  private final String sql;

  Chunks(Connection connection, String sql) {
    this.connection = connection;
    this.sql = sql;
  }

  /** Takes one chunk. */
  @FunctionalInterface
  interface Use {
    /**
     * Takes its rows.
     *
     * @param chunk valid during the call only
     * @param before rows in earlier chunks
     */
    void chunk(DuckDBDataChunkReader chunk, long before) throws SQLException;
  }

  /**
   * Runs the query.
   *
   * @param expected how many rows there should be
   * @return how many there were
   * @throws SQLException if it fails, be it after some chunks
   */
  long forEach(long expected, Use use) throws SQLException {
    long seen = 0;
    try (DuckDBPreparedStatement statement =
            connection.unwrap(DuckDBConnection.class).prepare(sql);
        DuckDBChunkedResult result = statement.query()) {
      while (result.nextChunk()) {
        DuckDBDataChunkReader chunk = result.chunk();
        use.chunk(chunk, seen);
        seen += chunk.rowCount();
      }
    }
    if (seen < expected) {
      raise();
    }
    return seen;
  }

  /** Chunks just end when a query fails on its way; rows say why. */
  private void raise() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        rows.getObject(1);
      }
    }
  }
}
