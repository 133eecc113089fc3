package dev.mlbox.core.rollout;

import java.time.Instant;

/**
 * One line of a model's history.
 *
 * @param release what was rolled out
 * @param end how it ended
 * @param reason why, or what was not proven; empty when everything was shown
 * @param at when it ended
 * @param by whose command it was
 */
public record Past(Release release, End end, String reason, Instant at, String by) {

  /** How a rollout ended. */
  public enum End {
    PROMOTED,
    REVERTED,
    HALTED
  }
}
