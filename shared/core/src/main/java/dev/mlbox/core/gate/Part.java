package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Direction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on some of the rows: on all of them, or on a slice.
 *
 * @param name of the slice; empty for all rows
 * @param rows how many
 * @param verdict null for a slice with too few rows to be judged, or with rows of one class
 * @param comparison null when nothing could be compared
 * @param reason why nothing could be compared; null when it could
 */
public record Part(
    String name,
    long rows,
    @Nullable Verdict verdict,
    @Nullable Comparison comparison,
    @Nullable String reason) {

  static Part error(String name, long rows, String reason) {
    return new Part(name, rows, Verdict.ERROR, null, reason);
  }

  /** A slice whose rows cannot tell, and why. */
  static Part untold(String name, long rows, String reason) {
    return new Part(name, rows, null, null, reason);
  }

  static Part tooSmall(String name, long rows) {
    return new Part(name, rows, null, null, null);
  }

  boolean is(Verdict wanted) {
    return verdict == wanted;
  }

  /** The verdict, a part that was not judged counting as PASS. */
  Verdict severity() {
    return verdict == null ? Verdict.PASS : verdict;
  }

  /** What its groups of rows leave open; empty where rows are by themselves. */
  Optional<Unseen> unseen() {
    Difference difference = comparison == null ? null : comparison.difference();
    return Optional.ofNullable(difference == null ? null : difference.unseen());
  }

  /** How far it is on the good side of what is required, before any margin. */
  double gain(Direction direction) {
    if (comparison == null) {
      return 0;
    }
    Difference difference = comparison.difference();
    return direction.gain(
        difference != null
            ? difference.estimate()
            : comparison.candidate().value() - comparison.required());
  }
}
