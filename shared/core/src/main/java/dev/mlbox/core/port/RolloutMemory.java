package dev.mlbox.core.port;

import dev.mlbox.core.rollout.RolloutRecord;

/**
 * Where a target keeps what it knows of a model. Boxes read the lease from the same place, so
 * saving is acting: a saved weight is in force.
 */
public interface RolloutMemory {

  /** What is kept; an empty record with revision "" before the first save. */
  Stored load();

  /**
   * Replaces what was loaded, if nobody else has in between.
   *
   * @return what is kept now
   * @throws Conflict when somebody else wrote first; nothing was changed
   */
  Stored save(RolloutRecord record, String revision) throws Conflict;

  /**
   * A record as it was read.
   *
   * @param revision changes with every write; compared, never interpreted
   */
  record Stored(RolloutRecord record, String revision) {}

  /** Somebody else wrote first. */
  final class Conflict extends Exception {
    private static final long serialVersionUID = 1L;

    public Conflict(String message) {
      super(message);
    }
  }
}
