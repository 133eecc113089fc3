package dev.mlbox.engine.data;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.nio.file.Path;
import java.util.Locale;

/** How rows are written in a file; told by its name. */
enum DataFormat {
  CSV,
  PARQUET,
  JSON;

  /**
   * The format of a file.
   *
   * @throws MlboxException INVALID when its name does not tell
   */
  static DataFormat of(Path file, String place) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceAll("\\.gz$", "");
    if (name.endsWith(".csv") || name.endsWith(".tsv")) {
      return CSV;
    }
    if (name.endsWith(".parquet")) {
      return PARQUET;
    }
    if (name.matches(".*\\.(jsonl|ndjson|json)")) {
      return JSON;
    }
    throw MlboxException.invalid(
        Problem.of("%s does not say what it holds".formatted(file.getFileName()))
            .at(place)
            .expected("a name that ends in .csv, .tsv, .parquet, .jsonl, .ndjson or .json"));
  }
}
