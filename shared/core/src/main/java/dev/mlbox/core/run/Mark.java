package dev.mlbox.core.run;

import dev.mlbox.core.model.Digest;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.RolloutRecord;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who looks now and then keeps from one look to the next: a rollout that is the same
 * for too long is one that nobody drives.
 *
 * @param seen stands for what was seen
 * @param since when that was seen first
 */
public record Mark(String seen, Instant since) {

  /** Of a record, after an earlier look. */
  static Mark of(RolloutRecord record, @Nullable Mark before, Instant now) {
    long renewal = record.lease() == null ? -1 : record.lease().renewal();
    String seen = Digest.of(record.state() + " " + renewal + " " + record.log()).brief();
    return before != null && before.seen.equals(seen) ? before : new Mark(seen, now);
  }

  /**
   * Reads one.
   *
   * @throws MlboxException INVALID when it is none
   */
  public static Mark parse(String text) {
    int at = text.indexOf('@');
    try {
      return new Mark(text.substring(0, Math.max(0, at)), Instant.parse(text.substring(at + 1)));
    } catch (DateTimeException e) {
      throw MlboxException.invalid(
          Problem.of("`%s` is nothing that an earlier look saw".formatted(text))
              .expected("the `seen` of the last look's result"));
    }
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return seen + "@" + since;
  }
}
