package dev.mlbox.core.run;

import dev.mlbox.core.model.Digest;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.RolloutRecord;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who looks now and then keeps from one look to the next: a rollout that is the same
 * for too long is one that nobody drives. Looks may be made on several machines, whose clocks are
 * never compared: how long it is the same is summed up from look to look.
 *
 * @param seen stands for what was seen
 * @param still for how long it is known to be the same
 * @param at when it was looked at, by the clock of the machine that looked
 */
public record Mark(String seen, Duration still, Instant at) {
  private static final int PARTS = 3;

  /**
   * Of a record, after an earlier look.
   *
   * @param ago how long ago the earlier look was, by one clock; null when it was made on this
   *     machine, whose clock then says
   */
  static Mark of(RolloutRecord record, @Nullable Mark before, @Nullable Duration ago, Instant now) {
    long renewal = record.lease() == null ? -1 : record.lease().renewal();
    String seen = Digest.of(record.state() + " " + renewal + " " + record.log()).brief();
    if (before == null || !before.seen.equals(seen)) {
      return new Mark(seen, Duration.ZERO, now);
    }
    Duration since = ago == null ? Duration.between(before.at, now) : ago;
    return new Mark(seen, before.still.plus(since.isNegative() ? Duration.ZERO : since), now);
  }

  /**
   * Reads one.
   *
   * @throws MlboxException INVALID when it is none
   */
  public static Mark parse(String text) {
    String[] parts = text.split("@", -1);
    try {
      if (parts.length == PARTS) {
        return new Mark(parts[0], Duration.parse(parts[1]), Instant.parse(parts[2]));
      }
    } catch (DateTimeException e) {
      throw unreadable(text);
    }
    throw unreadable(text);
  }

  private static MlboxException unreadable(String text) {
    return MlboxException.invalid(
        Problem.of("`%s` is nothing that an earlier look saw".formatted(text))
            .expected("the `seen` of the last look's result"));
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return seen + "@" + still + "@" + at;
  }
}
