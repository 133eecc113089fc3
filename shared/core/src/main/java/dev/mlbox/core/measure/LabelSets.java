package dev.mlbox.core.measure;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The labels of rows that have any number of them. A set is written with its labels in order and |
 * between them, so that equal sets are equal texts.
 *
 * @param known those of the target, sorted: probabilities without names are of these
 * @param labels all of them, sorted
 * @param names every set that occurs, as truth or as answer
 * @param members of each of those sets, the places of its labels in {@code labels}
 */
record LabelSets(List<String> known, List<String> labels, List<String> names, List<int[]> members) {
  static final LabelSets NONE = new LabelSets(List.of(), List.of(), List.of(), List.of());

  private static final Pattern BETWEEN = Pattern.compile("[|" + Words.SEPARATOR + "]");
  private static final double THRESHOLD = 0.5;
  private static final int MOST_SHOWN = 5;

  static LabelSets of(String target, Column values, List<Predictions> models) {
    List<String> known = Labels.sorted(labelsOf(column(values)));
    Set<String> labels = new TreeSet<>(known);
    Set<String> names = new LinkedHashSet<>(Words.distinct(column(values)));
    for (Predictions answers : models) {
      Column sets = sets(target, answers, known);
      Set<String> said = labelsOf(sets);
      requireCommon(target, known, said);
      labels.addAll(said);
      labels.addAll(answers.classes());
      names.addAll(Words.distinct(sets));
    }
    List<String> sorted = Labels.sorted(labels);
    List<int[]> members =
        names.stream()
            .map(name -> parts(name).stream().mapToInt(sorted::indexOf).toArray())
            .toList();
    return new LabelSets(known, sorted, List.copyOf(names), members);
  }

  /** Whether a set has a label. */
  boolean has(int set, int label) {
    for (int member : members.get(set)) {
      if (member == label) {
        return true;
      }
    }
    return false;
  }

  /** How many labels two sets share. */
  int common(int first, int second) {
    int common = 0;
    for (int label : members.get(first)) {
      common += has(second, label) ? 1 : 0;
    }
    return common;
  }

  int size(int set) {
    return members.get(set).length;
  }

  /** Each value as the name of its set. */
  static Column column(Column values) {
    String[] names = new String[values.rows()];
    for (int row = 0; row < names.length; row++) {
      names[row] = name(parts(Labels.of(values, row)));
    }
    return new Column.Text(names);
  }

  /**
   * The sets that a model answers; where it answers with numbers, the labels with a probability
   * above one half.
   *
   * @param known the labels of the target, which unnamed probabilities are of
   */
  static Column sets(String target, Predictions answers, List<String> known) {
    if (answers.width() == 0 || answers.values() instanceof Column.Text) {
      return named(column(answers.values()), known);
    }
    List<String> order = answers.classes().isEmpty() ? known : answers.classes();
    if (order.size() != answers.width()) {
      throw MlboxException.invalid(
          Problem.of(
                  "the model gives %d probabilities a row without saying of which labels, but %s has %d"
                      .formatted(answers.width(), target, order.size()))
              .expected("one of each of " + shortened(order)));
    }
    String[] names = new String[answers.rows()];
    for (int row = 0; row < names.length; row++) {
      List<String> said = new ArrayList<>();
      for (int i = 0; i < order.size(); i++) {
        if (answers.probability(row, i) > THRESHOLD) {
          said.add(order.get(i));
        }
      }
      names[row] = name(said);
    }
    return new Column.Text(names);
  }

  /** Places of labels become the labels, where the target has no numbers for labels. */
  private static Column named(Column sets, List<String> known) {
    Set<String> said = labelsOf(sets);
    boolean places =
        said.stream().allMatch(part -> part.matches("\\d{1,5}"))
            && said.stream().noneMatch(known::contains)
            && said.stream().mapToInt(Integer::parseInt).max().orElse(known.size()) < known.size();
    if (!places) {
      return sets;
    }
    String[] names = new String[sets.rows()];
    for (int row = 0; row < names.length; row++) {
      names[row] =
          name(parts(sets.text(row)).stream().map(Integer::valueOf).map(known::get).toList());
    }
    return new Column.Text(names);
  }

  private static String name(Collection<String> parts) {
    return String.join("|", new TreeSet<>(parts));
  }

  private static List<String> parts(String value) {
    return BETWEEN.splitAsStream(value).map(String::strip).filter(part -> !part.isEmpty()).toList();
  }

  private static Set<String> labelsOf(Column sets) {
    return Words.distinct(sets).stream()
        .flatMap(set -> parts(set).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void requireCommon(String target, List<String> known, Set<String> said) {
    if (!said.isEmpty() && said.stream().noneMatch(known::contains)) {
      throw MlboxException.invalid(
          Problem.of(
                  "the model answers none of the labels of %s: it says %s, the data has %s"
                      .formatted(target, shortened(Labels.sorted(said)), shortened(known)))
              .expected("labels of %s, with | between them".formatted(target)));
    }
  }

  private static String shortened(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(MOST_SHOWN, names.size())));
    return names.size() > MOST_SHOWN ? shown + ", …" : shown;
  }
}
