package dev.mlbox.engine.hindsight;

import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.data.CsvText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Counts per minute and arm as comma-separated values with a header, as programs and spreadsheets
 * write them: the separator is the one of the header, and where it is no comma, shares may have
 * one.
 */
final class CountsTable {
  static final String FORM =
      "minute,weight,stable,stable_errors,canary,canary_errors[,stable_slow,canary_slow]";
  private static final List<String> NEEDED =
      List.of("minute", "weight", "stable", "stable_errors", "canary", "canary_errors");

  private final Path file;

  CountsTable(Path file) {
    this.file = file;
  }

  List<LiveBatch> read(List<String> lines) {
    int header = 0;
    while (header < lines.size() && isPassedOver(lines.get(header))) {
      header++;
    }
    if (header == lines.size()) {
      return List.of();
    }
    char separator = CsvText.separator(lines.get(header));
    Cells cells = new Cells(separator);
    Map<String, Integer> columns = columns(cells.of(lines.get(header)), header + 1);
    int width = cells.width(lines.get(header));
    List<LiveBatch> log = new ArrayList<>();
    int step = -1;
    double share = -1;
    long minute = -1;
    for (int i = header + 1; i < lines.size(); i++) {
      if (!cells.areEmpty(lines.get(i))) {
        Line line = new Line(columns, cells.of(lines.get(i)), i + 1);
        line.requireWidth(width, separator);
        if (line.share() != share) {
          step++;
          share = line.share();
        }
        if (line.count("minute") < minute) {
          throw line.wrong("minute", "minutes rise from line to line");
        }
        minute = line.count("minute");
        log.add(new LiveBatch(minute, step, share, line.arm("stable"), line.arm("canary")));
      }
    }
    return log;
  }

  private static boolean isPassedOver(String line) {
    return line.isBlank() || CsvText.isSeparatorLine(line);
  }

  private Map<String, Integer> columns(List<String> names, int number) {
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      columns.put(names.get(i).toLowerCase(Locale.ROOT), i);
    }
    List<String> missing = NEEDED.stream().filter(name -> !columns.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw MlboxException.invalid(
          Problem.of("the header has no " + String.join(", ", missing))
              .at(file + ":" + number)
              .expected(FORM + ", or with ; or tabs between them"));
    }
    return columns;
  }

  /** The cells of a line, which may be in quotes. */
  private record Cells(Pattern separator) {
    Cells(char separator) {
      // Outside of quotes: an even number of them follows.
      this(
          Pattern.compile(
              Pattern.quote(String.valueOf(separator)) + "(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"));
    }

    List<String> of(String line) {
      return separator
          .splitAsStream(line)
          .map(cell -> cell.strip().replaceAll("^\"|\"$", "").strip())
          .toList();
    }

    /** How many there are, with those at the end that are empty. */
    int width(String line) {
      return separator.split(line, -1).length;
    }

    /** A spreadsheet writes the rows below a table as separators alone. */
    boolean areEmpty(String line) {
      return of(line).stream().allMatch(String::isEmpty);
    }
  }

  private final class Line {
    private final Map<String, Integer> columns;
    private final List<String> cells;
    private final int number;

    Line(Map<String, Integer> columns, List<String> cells, int number) {
      this.columns = columns;
      this.cells = cells;
      this.number = number;
    }

    void requireWidth(int width, char separator) {
      if (cells.size() > width) {
        Problem problem =
            Problem.of("it has %d values".formatted(cells.size()))
                .at(file + ":" + number)
                .expected("%d, as in the header".formatted(width));
        throw MlboxException.invalid(
            separator == ','
                ? problem.remedy(
                    "where numbers have a decimal comma, save it with ; between the columns")
                : problem);
      }
    }

    private String cell(String name) {
      Integer at = columns.get(name);
      return at == null || at >= cells.size() ? "" : cells.get(at);
    }

    double share() {
      String text = cell("weight");
      boolean percent = text.endsWith("%");
      String number = percent ? text.substring(0, text.length() - 1).strip() : text;
      try {
        double value = Double.parseDouble(number.replace(',', '.'));
        double share = percent ? value / 100 : value;
        if (share > 0 && share < 1) {
          return share;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw wrong("weight", "a share between 0 and 1, or a percentage");
    }

    long count(String name) {
      try {
        long count = Long.parseLong(cell(name));
        if (count >= 0) {
          return count;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw wrong(
          name,
          cell(name).matches("\\d{1,3}([.,'\u00a0\u202f ]\\d{3})+")
              ? "a whole number without separators between its digits"
              : "a whole number from 0 on");
    }

    ArmOutcome arm(String name) {
      long requests = count(name);
      long errors = count(name + "_errors");
      boolean timed = columns.containsKey(name + "_slow");
      long slow = timed ? count(name + "_slow") : 0;
      if (errors > requests || slow > requests) {
        throw wrong(
            errors > requests ? name + "_errors" : name + "_slow",
            "at most the %d requests of that arm".formatted(requests));
      }
      return new ArmOutcome(requests, errors, timed ? requests : 0, slow);
    }

    MlboxException wrong(String name, String expected) {
      return MlboxException.invalid(
          Problem.of("%s is `%s`".formatted(name, cell(name)))
              .at(file + ":" + number)
              .expected(expected));
    }
  }
}
