package dev.mlbox.engine.report;

import dev.mlbox.core.portrait.Disagreement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the two models disagree → a table of counts and one of rows. */
final class OddsTable {
  private static final int MOST_COLUMNS = 12;

  private OddsTable() {}

  static Page.@Nullable Odds of(@Nullable Disagreement disagreement, long rows) {
    if (disagreement == null) {
      return null;
    }
    Set<String> columns = new LinkedHashSet<>();
    disagreement.examples().forEach(example -> columns.addAll(example.columns().keySet()));
    List<String> shown = columns.stream().limit(MOST_COLUMNS).toList();
    List<Page.OddsRow> lines = new ArrayList<>();
    for (Disagreement.Example example : disagreement.examples()) {
      lines.add(
          new Page.OddsRow(
              Digits.count(example.row()),
              example.truth(),
              example.candidate(),
              example.baseline(),
              isClass(example.baseline(), example.truth()),
              shown.stream().map(name -> example.columns().getOrDefault(name, "")).toList()));
    }
    return new Page.Odds(
        words(disagreement, rows),
        counts(disagreement),
        shown,
        lines,
        note(disagreement, columns.size()));
  }

  private static boolean isClass(String said, String truth) {
    return said.equals(truth) || said.startsWith(truth + " (");
  }

  private static String words(Disagreement disagreement, long rows) {
    return "They answer %s of %s rows differently (%s)."
        .formatted(
            Digits.count(disagreement.differing()),
            Digits.count(rows),
            Digits.percent((double) disagreement.differing() / Math.max(1, rows)));
  }

  private static List<Page.Fact> counts(Disagreement disagreement) {
    long classified =
        disagreement.bothRight()
            + disagreement.onlyCandidate()
            + disagreement.onlyBaseline()
            + disagreement.bothWrong();
    return classified == 0
        ? List.of()
        : List.of(
            new Page.Fact("both right", Digits.count(disagreement.bothRight())),
            new Page.Fact("only the candidate right", Digits.count(disagreement.onlyCandidate())),
            new Page.Fact("only the baseline right", Digits.count(disagreement.onlyBaseline())),
            new Page.Fact("both wrong", Digits.count(disagreement.bothWrong())));
  }

  private static String note(Disagreement disagreement, int columns) {
    String sample =
        "Those of the first %s rows that the two are most at odds about, what only the baseline gets right first."
            .formatted(Digits.count(disagreement.searched()));
    return columns > MOST_COLUMNS
        ? sample + " The first %d of %d columns.".formatted(MOST_COLUMNS, columns)
        : sample;
  }
}
