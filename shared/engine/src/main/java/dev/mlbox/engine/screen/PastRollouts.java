package dev.mlbox.engine.screen;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A target's history, with the reports of those rollouts that this machine has made. */
final class PastRollouts {
  /** Between a rollout's end in the target and its report lies the writing of the report. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  private static final int LOOKED_AT = 200;
  private static final String REPORT = "report.json";

  private final Path reports;

  /** A page that is open asks every second, and reports are large. */
  private final Map<Path, Known> known = new ConcurrentHashMap<>();

  PastRollouts(Path reports) {
    this.reports = reports;
  }

  /**
   * A rollout that is over.
   *
   * @param report the folder of its report; empty when there is none here
   */
  record Row(
      String version,
      String made,
      String end,
      String reason,
      Instant at,
      String by,
      String report) {}

  /** Newest first. */
  List<Row> of(List<Past> history) {
    List<Written> written = written();
    List<Row> rows = new ArrayList<>();
    for (int i = history.size() - 1; i >= 0; i--) {
      Past past = history.get(i);
      String report =
          written.stream()
              .filter(each -> each.isOf(past))
              // Of a deploy and the command that promoted it by hand, the deploy saw it all.
              .reduce((newer, older) -> older)
              .map(Written::name)
              .orElse("");
      rows.add(
          new Row(
              past.release().version(),
              past.release().facts().getOrDefault("subject", ""),
              past.end().name().toLowerCase(java.util.Locale.ROOT),
              past.reason(),
              past.at(),
              past.by(),
              report));
    }
    return rows;
  }

  /** The page of a report; empty for a name that is none, whatever it may lead to. */
  Optional<Path> page(String name) {
    Path page = reports.resolve(name).resolve("index.html");
    return name.matches("\\d{8}-\\d{6}-[a-z]+") && Files.isRegularFile(page)
        ? Optional.of(page)
        : Optional.empty();
  }

  private record Written(String name, String version, Instant began, Instant ended) {
    boolean isOf(Past past) {
      return version.equals(past.release().version())
          && !past.at().isBefore(began)
          && !past.at().isAfter(ended.plus(SLACK));
    }
  }

  private List<Written> written() {
    if (!Files.isDirectory(reports)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(reports)) {
      return folders
          .sorted(Comparator.reverseOrder())
          .limit(LOOKED_AT)
          .flatMap(folder -> known(folder).stream())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** What a report said when it was last changed. */
  private record Known(FileTime at, Optional<Written> written) {}

  private Optional<Written> known(Path folder) {
    try {
      FileTime at = Files.getLastModifiedTime(folder.resolve(REPORT));
      return known
          .compute(
              folder,
              (path, before) ->
                  before != null && before.at().equals(at) ? before : new Known(at, written(path)))
          .written();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Written> written(Path folder) {
    try {
      JsonNode report = Json.mapper().readTree(folder.resolve(REPORT).toFile());
      if (!report.hasNonNull("rollout") || !report.hasNonNull("release")) {
        return Optional.empty();
      }
      Instant began = Instant.parse(report.path("began").asText());
      Duration took = Duration.parse(report.path("took").asText());
      return Optional.of(
          new Written(
              String.valueOf(folder.getFileName()),
              report.path("release").path("version").asText(),
              began,
              began.plus(took)));
    } catch (IOException | java.time.format.DateTimeParseException e) {
      // A report that cannot be read is no report; the history stands without it.
      return Optional.empty();
    }
  }
}
