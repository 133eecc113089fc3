package dev.mlbox.core.data;

import dev.mlbox.core.data.DataFinding.Kind;
import dev.mlbox.core.table.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What is looked for in the columns of rows, each check by itself; what is found, in words. */
public final class DataChecks {
  /** A single column that separates the classes this well was made from the target. */
  private static final double TOO_GOOD = 0.999;

  /** Whole numbers of more values are amounts. */
  private static final long MOST_CLASSES = 10;

  private static final int MOST_LISTED = 5;
  private static final int MOST_ROWS = 3;
  private static final double RARE = 0.01;
  private static final long FEW = 30;
  private static final double MANY_SHARED = 0.01;
  private static final Set<String> TARGETS =
      Set.of("target", "label", "labels", "outcome", "ground_truth", "y_true", "prediction");

  private DataChecks() {}

  /** Columns of the model with one value only, and any with rows without value. */
  public static List<Sighting> columns(DataProfile profile, Set<String> inputs) {
    List<Sighting> findings = new ArrayList<>();
    for (ColumnProfile column : profile.columns()) {
      if (column.nulls() > 0) {
        findings.add(
            new Sighting(
                DataFinding.note(
                    Kind.NULLS,
                    "column %s has no value in %s"
                        .formatted(column.name(), Shares.of(column.nulls(), profile.rows()))),
                RowSample.of(new RowCondition.NoValue(column.name()), column.name())));
      }
      if (column.distinct() == 1
          && inputs.contains(column.name())
          && profile.rows() - column.nulls() > 1) {
        findings.add(
            new Sighting(
                DataFinding.warning(
                    Kind.CONSTANT,
                    "column %s, an input of the model, has one value in all %s rows%s"
                        .formatted(
                            column.name(),
                            Shares.count(profile.rows() - column.nulls()),
                            column.nulls() == 0 ? "" : " that have any")),
                RowSample.of(RowCondition.of(column, 0), column.name())));
      }
    }
    return findings;
  }

  /** Columns that are new, gone or of another type since an earlier evaluation. */
  public static List<Sighting> schema(DataProfile before, DataProfile now) {
    List<String> found = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<RowCondition> wanted = new ArrayList<>();
    for (ColumnProfile column : now.columns()) {
      ColumnProfile earlier = before.column(column.name()).orElse(null);
      if (earlier == null) {
        found.add(column.name() + " is new");
      } else if (earlier.type() != column.type()) {
        found.add(
            "%s is %s, was %s"
                .formatted(column.name(), words(column.type()), words(earlier.type())));
        if (column.type() == DataType.TEXT) {
          wanted.add(new RowCondition.NoNumber(column.name()));
        }
      } else {
        continue;
      }
      names.add(column.name());
    }
    for (ColumnProfile column : before.columns()) {
      if (now.column(column.name()).isEmpty()) {
        found.add(column.name() + " is gone");
      }
    }
    if (found.isEmpty()) {
      return List.of();
    }
    if (!names.isEmpty() && wanted.isEmpty()) {
      wanted.add(new RowCondition.Any());
    }
    return List.of(
        new Sighting(
            DataFinding.warning(
                Kind.SCHEMA, "columns since the last evaluation: " + String.join(", ", found)),
            new RowSample(names, wanted)));
  }

  static String words(DataType type) {
    return switch (type) {
      case TEXT -> "text";
      case WHOLE -> "whole numbers";
      case REAL -> "numbers";
    };
  }

  /** Inputs that are named like the truth. */
  public static List<Sighting> leakageByName(String target, Set<String> inputs) {
    String truth = target.toLowerCase(Locale.ROOT);
    return inputs.stream()
        .filter(
            input -> {
              String name = input.toLowerCase(Locale.ROOT);
              List<String> words = List.of(name.split("[^a-z0-9]+", -1));
              return TARGETS.contains(name) || words.contains(truth);
            })
        .map(
            input ->
                new Sighting(
                    DataFinding.warning(
                        Kind.LEAKAGE,
                        "column %s, an input of the model, is named like the target %s"
                            .formatted(input, target)),
                    RowSample.first(target, input)))
        .toList();
  }

  /**
   * Inputs that tell the class all by themselves.
   *
   * @param target as it is distributed
   * @param separation the area under the ROC curve of each column alone, whichever way round
   */
  public static List<Sighting> leakageByValue(
      ColumnProfile target, Map<String, Double> separation) {
    return separation.entrySet().stream()
        .filter(each -> each.getValue() >= TOO_GOOD)
        .map(
            each ->
                new Sighting(
                    DataFinding.warning(
                        Kind.LEAKAGE,
                        "column %s alone tells %s with a roc_auc of %s: was it known before %s was?"
                            .formatted(
                                each.getKey(),
                                target.name(),
                                String.format(Locale.ROOT, "%.4f", each.getValue()),
                                target.name())),
                    new RowSample(List.of(target.name(), each.getKey()), eachOf(target))))
        .toList();
  }

  /** A row of each class. */
  private static List<RowCondition> eachOf(ColumnProfile target) {
    return target.values().stream()
        .limit(MOST_ROWS)
        .<RowCondition>map(value -> new RowCondition.Is(target.name(), value))
        .toList();
  }

  /** How the classes are spread; empty for numbers. */
  public static List<Sighting> labels(DataProfile profile, String target) {
    ColumnProfile column = profile.column(target).orElse(null);
    boolean classes =
        column != null
            && !column.values().isEmpty()
            && (column.type() == DataType.TEXT || column.distinct() <= MOST_CLASSES);
    if (column == null || !classes) {
      return List.of();
    }
    List<String> values = column.values();
    if (values.size() == 1 && column.counts().get(0) == profile.rows()) {
      return List.of(
          new Sighting(
              DataFinding.warning(
                  Kind.LABELS,
                  "all %s rows have %s %s: nothing can be said of how the model tells classes apart"
                      .formatted(Shares.count(profile.rows()), target, values.get(0))),
              new RowSample(List.of(target), eachOf(column))));
    }
    int rarest = values.size() - 1;
    long rows = column.counts().get(rarest);
    if (rows < RARE * profile.rows() || rows < FEW) {
      String message =
          "only %s of %s rows have %s %s: what is said of them rests on these"
              .formatted(
                  Shares.count(rows), Shares.count(profile.rows()), target, values.get(rarest));
      return List.of(
          new Sighting(
              DataFinding.warning(Kind.LABELS, message),
              RowSample.of(new RowCondition.Is(target, values.get(rarest)), target)));
    }
    List<String> spread = new ArrayList<>();
    for (int i = 0; i < Math.min(values.size(), MOST_LISTED); i++) {
      String share = Shares.percent(column.counts().get(i), profile.rows());
      spread.add("%s in %s%s".formatted(values.get(i), share, i == 0 ? " of rows" : ""));
    }
    return List.of(
        new Sighting(
            DataFinding.note(Kind.LABELS, "%s: %s".formatted(target, String.join(", ", spread))),
            new RowSample(List.of(target), eachOf(column))));
  }

  /** Rows that are there more than once. */
  public static List<DataFinding> duplicates(long again, long rows, List<String> examples) {
    if (again == 0) {
      return List.of();
    }
    String message = Shares.of(again, rows) + " are there before, equal in every column";
    return List.of(new DataFinding(Kind.DUPLICATES, again > MANY_SHARED * rows, message, examples));
  }

  /**
   * Rows that the model was trained on too.
   *
   * @param source the training data
   * @param columns that both have
   */
  public static List<DataFinding> shared(
      String source, long shared, long rows, int columns, List<String> examples) {
    if (shared == 0) {
      return List.of();
    }
    String message =
        "%s are in %s too, equal in all %d columns that both have"
            .formatted(Shares.of(shared, rows), source, columns);
    return List.of(
        new DataFinding(Kind.SHARED_ROWS, shared > MANY_SHARED * rows, message, examples));
  }

  /** Columns that are no longer what they were. */
  public static List<Sighting> drift(DataProfile before, DataProfile now, String earlier) {
    return Drift.between(before, now).stream().map(drift -> drift.sighting("", earlier)).toList();
  }

  /**
   * Columns of recent requests that are unlike the test data.
   *
   * @param source where the requests were found
   */
  public static List<Sighting> live(DataProfile test, DataProfile live, String source) {
    return Drift.between(test, live).stream()
        .map(drift -> drift.sighting(" of " + source, "the test data"))
        .toList();
  }
}
