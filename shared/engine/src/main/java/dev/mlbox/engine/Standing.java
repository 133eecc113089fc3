package dev.mlbox.engine;

import dev.mlbox.core.plan.Step;
import dev.mlbox.core.rollout.RolloutRecord;
import java.util.List;

/**
 * How a model stands on its target.
 *
 * @param record what the target remembers
 * @param lines for people
 */
public record Standing(RolloutRecord record, List<Step> lines) {

  public Standing {
    lines = List.copyOf(lines);
  }
}
