package dev.mlbox.engine.data;

import dev.mlbox.engine.spill.Spill;
import dev.mlbox.runtime.natives.UnpackedLibraries;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** Brings DuckDB up, whose native library takes a third of a second to unpack. */
public final class Database {
  private Database() {}

  /**
   * Begins to bring it up beside what else is done before data are read. Whoever opens data waits
   * for it; a process that ends first lets it finish, as the driver's copy would stay behind.
   */
  public static void warm() {
    Thread thread = new Thread(Database::load, "duckdb");
    thread.setDaemon(true);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> join(thread)));
    thread.start();
  }

  private static void load() {
    try {
      open().close();
    } catch (SQLException | LinkageError e) {
      // Said where data are opened, if they ever are.
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A database of its own, in memory, that gives results while it finds them. */
  static Connection open() throws SQLException {
    Properties streaming = new Properties();
    streaming.setProperty("jdbc_stream_results", "true");
    Connection connection = DriverManager.getConnection("jdbc:duckdb:", streaming);
    UnpackedLibraries.remove("libduckdb_java");
    execute(connection, "SET autoinstall_known_extensions=false");
    execute(connection, "SET autoload_known_extensions=false");
    Optional<Spill> spill = Spill.ofThisProcess();
    if (spill.isPresent()) {
      execute(connection, "SET temp_directory=" + Sql.text(spill.get().ofDatabase().toString()));
      execute(connection, "SET memory_limit='%dMB'".formatted(spill.get().ofDatabaseInMemory()));
    }
    return connection;
  }

  /** From here on SQL can read these files and no others, and cannot change that. */
  static void confine(Connection connection, DataFiles files) throws SQLException {
    String paths =
        files.files().stream()
            .map(file -> Sql.text(file.toString()))
            .collect(Collectors.joining(", ", "[", "]"));
    execute(connection, "SET allowed_paths=" + paths);
    execute(connection, "SET enable_external_access=false");
    execute(connection, "SET lock_configuration=true");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
