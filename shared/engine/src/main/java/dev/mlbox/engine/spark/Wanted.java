package dev.mlbox.engine.spark;

import dev.mlbox.core.config.CustomMetric;
import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.data.DataProblems;
import dev.mlbox.runtime.remote.RemoteColumn;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which columns are brought here: those that something but a model looks at. */
final class Wanted {
  private final EvaluateConfig config;

  Wanted(EvaluateConfig config) {
    this.config = config;
  }

  /**
   * What cannot be done with rows that are elsewhere.
   *
   * @throws MlboxException INVALID with what that is
   */
  void requireElsewhere() {
    Stated data = config.data();
    if (data.text().matches("https?://.*|live:.*")) {
      throw refused("Spark does not read %s".formatted(data.text()), data);
    }
    for (CustomMetric metric : config.metrics()) {
      if (metric.sql() == null) {
        throw refused(
            "metric %s runs a command on all columns of all rows, which stay with Spark"
                .formatted(metric.name()),
            metric.source());
      }
    }
  }

  private static MlboxException refused(String what, Stated stated) {
    return MlboxException.invalid(
        Problem.of(what)
            .at(stated.place())
            .expected("Parquet files at the same path everywhere, and metrics in SQL")
            .remedy("or leave evaluate.engine: spark out"));
  }

  /**
   * Of all columns, those that are brought, in their order.
   *
   * @throws MlboxException INVALID when one is not there, or of a type that is not carried
   */
  List<RemoteColumn> of(List<RemoteColumn> all) {
    List<String> names = all.stream().map(RemoteColumn::name).toList();
    Stream.of(config.target(), config.group(), config.weight(), config.query())
        .filter(Objects::nonNull)
        .map(Stated::text)
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw MlboxException.invalid(DataProblems.unknown(name, config.data().text(), names));
            });
    List<RemoteColumn> wanted = all.stream().filter(column -> isWanted(column.name())).toList();
    for (RemoteColumn column : wanted) {
      if (!column.carried()) {
        throw MlboxException.invalid(
            Problem.of(
                    "column %s is of type %s, which cannot be brought from Spark unchanged"
                        .formatted(column.name(), column.sqlType()))
                .at(config.data().place())
                .expected(
                    "truth values, whole numbers of up to 63 bits, FLOAT, DOUBLE, DECIMAL, text,"
                        + " DATE, or TIMESTAMP in microseconds without a zone")
                .remedy("cast it when the rows are written, or leave evaluate.engine: spark out"));
      }
    }
    return wanted;
  }

  private boolean isWanted(String name) {
    // Answers that lie in a file are joined by it.
    return name.equals("id") || config.judged().contains(name) || isNamed(name);
  }

  /** In a slice or a metric: as a whole, or as a word of its SQL. One too many does no harm. */
  private boolean isNamed(String name) {
    Pattern word =
        Pattern.compile(
            "(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    String quoted = name.replace("\"", "\"\"");
    return Stream.concat(
            config.slices().stream(), config.metrics().stream().map(CustomMetric::source))
        .map(Stated::text)
        .anyMatch(text -> word.matcher(text).find() || text.contains('"' + quoted + '"'));
  }
}
