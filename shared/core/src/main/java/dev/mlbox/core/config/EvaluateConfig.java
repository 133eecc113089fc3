package dev.mlbox.core.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model is judged on before it serves.
 *
 * @param data a file, glob or URL of CSV, Parquet or JSON lines
 * @param target the column with the truth
 * @param positive the class that counts as positive; null for the larger of two
 * @param slices columns, or SQL predicates
 * @param gates lines of the gate grammar
 * @param inconclusive whether a gate that cannot tell blocks
 * @param strict whether "proven worse at all" fails a gate, rather than "worse than the margin"
 * @param minRows slices with fewer rows are listed as too small
 * @param seed of whatever draws at random
 * @param place where it was set
 */
public record EvaluateConfig(
    Stated data,
    Stated target,
    @Nullable String positive,
    List<Stated> slices,
    List<Stated> gates,
    Policy inconclusive,
    boolean strict,
    int minRows,
    long seed,
    String place) {

  public EvaluateConfig {
    slices = List.copyOf(slices);
    gates = List.copyOf(gates);
  }

  /** What a verdict that is neither pass nor fail does to the build. */
  public enum Policy {
    BLOCK,
    WARN
  }
}
