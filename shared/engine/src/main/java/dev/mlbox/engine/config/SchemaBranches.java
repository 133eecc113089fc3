package dev.mlbox.engine.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a schema has alternatives, a validator reports what is wrong with each of them. This keeps
 * what is wrong with the only alternative of the right type, or, when there is no such one, just
 * that none fits.
 */
final class SchemaBranches {
  private static final Set<String> ALTERNATIVES = Set.of("oneOf", "anyOf");

  private SchemaBranches() {}

  static List<SchemaMistake> reduce(Collection<SchemaMistake> all) {
    List<SchemaMistake> kept = new ArrayList<>(all);
    all.stream()
        .filter(mistake -> ALTERNATIVES.contains(mistake.keyword()))
        .sorted(Comparator.comparingInt((SchemaMistake mistake) -> -mistake.by().size()))
        .forEach(alternatives -> reduce(kept, alternatives));
    return kept;
  }

  private static void reduce(List<SchemaMistake> kept, SchemaMistake alternatives) {
    Map<Object, List<SchemaMistake>> branches =
        kept.stream()
            .filter(mistake -> mistake.isBelow(alternatives))
            .collect(Collectors.groupingBy(mistake -> mistake.by().get(alternatives.by().size())));
    List<List<SchemaMistake>> fitting =
        branches.values().stream().filter(branch -> hasRightType(branch, alternatives)).toList();
    kept.removeIf(mistake -> mistake.isBelow(alternatives));
    if (fitting.size() == 1) {
      kept.remove(alternatives);
      kept.addAll(fitting.get(0));
    }
  }

  private static boolean hasRightType(List<SchemaMistake> branch, SchemaMistake alternatives) {
    return branch.stream()
        .noneMatch(
            mistake -> mistake.keyword().equals("type") && mistake.at().equals(alternatives.at()));
  }
}
