package dev.mlbox.engine.data;

import dev.mlbox.core.problem.MlboxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which of several files a row is in, and which of its rows it is. */
final class FileRows {
  private final DataFiles files;

  /** How many rows the first ones have, as far as they were asked for. */
  private final Map<Path, Long> known = new HashMap<>();

  /**
   * @param files in the order of the rows
   */
  FileRows(DataFiles files) {
    this.files = files;
  }

  /**
   * A row as a person finds it.
   *
   * @param file its name, as the user wrote it where there is but one
   * @param number counted from 1, without a header
   */
  record Place(String file, long number) {}

  /**
   * The place of a row.
   *
   * @param row counted from 0 over all files
   */
  Place of(long row) {
    if (isOne()) {
      return new Place(files.location().text(), row + 1);
    }
    try {
      return counted(row);
    } catch (SQLException | MlboxException e) {
      // Words must not end what they are about.
      return new Place(files.location().text(), row + 1);
    }
  }

  private Place counted(long row) throws SQLException {
    long before = 0;
    for (Path file : files.files()) {
      long rows = known.containsKey(file) ? known.get(file) : rowsOf(file);
      known.put(file, rows);
      if (row < before + rows) {
        return new Place(file.getFileName().toString(), row - before + 1);
      }
      before += rows;
    }
    return new Place(files.location().text(), row + 1);
  }

  /** {@code row 17}, or {@code row 17 of part-2.csv} where there are several files. */
  String words(long row) {
    Place place = of(row);
    String number = String.format(Locale.ROOT, "row %,d", place.number());
    return isOne() ? number : number + " of " + place.file();
  }

  private boolean isOne() {
    return files.files().size() == 1;
  }

  /** By itself it may seem to have other types than all files together: none is asked for. */
  private long rowsOf(Path file) throws SQLException {
    if (file.toFile().length() == 0) {
      return 0;
    }
    try (Connection apart = DriverManager.getConnection("jdbc:duckdb:")) {
      DataFiles one = new DataFiles(files.location(), List.of(file), null);
      if (one.format() == DataFormat.CSV) {
        String rows = new CsvRelation(apart, one).rows();
        return Reading.number(apart, "SELECT count(*) FROM " + rows);
      }
      new View(apart, one).create();
      return Reading.number(apart, "SELECT count(*) FROM data");
    }
  }
}
