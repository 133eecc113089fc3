package dev.mlbox.core.config;

import dev.mlbox.core.gate.Gate;
import dev.mlbox.core.measure.Task;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the model is judged on before it serves.
 *
 * @param data a file, glob or URL of CSV, Parquet or JSON lines
 * @param target the column with the truth
 * @param positive the class that counts as positive; null for the larger of two
 * @param task what the target holds; null where data and answers show it
 * @param group the column that says which rows belong together; null when each is by itself
 * @param weight the column that says how much each row counts; null when all count alike
 * @param query the column that says which rows are ranked against each other; null when none are
 * @param slices columns, several columns joined by ×, or SQL predicates
 * @param gates what must hold
 * @param minRows slices with fewer rows are listed as too small
 * @param seed of whatever draws at random
 * @param reuseBudget how many candidates these rows may judge; 0 where nobody counts
 * @param live recent requests, as a file, glob or URL; null when none are given
 * @param place where it was set
 */
public record EvaluateConfig(
    Stated data,
    Stated target,
    @Nullable String positive,
    @Nullable Task task,
    @Nullable Stated group,
    @Nullable Stated weight,
    @Nullable Stated query,
    List<Stated> slices,
    List<Gate> gates,
    int minRows,
    long seed,
    int reuseBudget,
    @Nullable Stated live,
    String place) {

  public EvaluateConfig {
    slices = List.copyOf(slices);
    gates = List.copyOf(gates);
  }

  /** The columns that say something about a row to the judge, and nothing to the model. */
  public Set<String> judged() {
    return Stream.of(target, group, weight, query)
        .filter(Objects::nonNull)
        .map(Stated::text)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether an answer or a truth may be empty, as a text and a set of labels may. */
  public boolean takesEmpty() {
    return task != null;
  }
}
