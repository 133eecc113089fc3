package dev.mlbox.engine.hindsight;

import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts per minute and arm as comma-separated values with a header. */
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
    if (lines.isEmpty()) {
      return List.of();
    }
    Map<String, Integer> columns = columns(lines.get(0));
    List<LiveBatch> log = new ArrayList<>();
    int step = -1;
    double share = -1;
    long minute = -1;
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        Line line = new Line(columns, lines.get(i).split(",", -1), i + 1);
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

  private Map<String, Integer> columns(String header) {
    Map<String, Integer> columns = new HashMap<>();
    String[] names = header.split(",", -1);
    for (int i = 0; i < names.length; i++) {
      columns.put(names[i].strip(), i);
    }
    List<String> missing = NEEDED.stream().filter(name -> !columns.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw MlboxException.invalid(
          Problem.of("the header has no " + String.join(", ", missing))
              .at(file + ":1")
              .expected(FORM));
    }
    return columns;
  }

  private final class Line {
    private final Map<String, Integer> columns;
    private final String[] cells;
    private final int number;

    Line(Map<String, Integer> columns, String[] cells, int number) {
      this.columns = columns;
      this.cells = cells;
      this.number = number;
    }

    private String cell(String name) {
      Integer at = columns.get(name);
      return at == null || at >= cells.length ? "" : cells[at].strip();
    }

    double share() {
      String text = cell("weight");
      boolean percent = text.endsWith("%");
      try {
        double value = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
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
      throw wrong(name, "a whole number from 0 on");
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
