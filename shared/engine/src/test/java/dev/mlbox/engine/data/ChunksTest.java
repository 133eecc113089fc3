package dev.mlbox.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ChunksTest {
  private static Connection connection() throws SQLException {
    Properties streaming = new Properties();
    streaming.setProperty("jdbc_stream_results", "true");
    return DriverManager.getConnection("jdbc:duckdb:", streaming);
  }

  @Test
  void sayWhyAQueryFailsOnItsWay() throws SQLException {
    String sql =
        "SELECT CASE WHEN i = 90000 THEN CAST(error('row 90000 is bad') AS BIGINT) ELSE i END"
            + " FROM range(100000) t(i)";
    try (Connection connection = connection()) {
      assertThatThrownBy(() -> new Chunks(connection, sql).forEach(100_000, (chunk, before) -> {}))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("row 90000 is bad");
    }
  }

  @Test
  void countTheRowsOfAQueryThatHasFewer() throws SQLException {
    try (Connection connection = connection()) {
      long[] sum = new long[1];
      long seen =
          new Chunks(connection, "SELECT i FROM range(5000) t(i)")
              .forEach(
                  6_000,
                  (chunk, before) -> {
                    for (int row = 0; row < chunk.rowCount(); row++) {
                      sum[0] += chunk.vector(0).getLong(row) == before + row ? 1 : 0;
                    }
                  });

      assertThat(seen).isEqualTo(5_000);
      assertThat(sum[0]).isEqualTo(5_000);
    }
  }
}
