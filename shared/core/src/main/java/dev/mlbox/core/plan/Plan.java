package dev.mlbox.core.plan;

import java.util.List;

/**
 * What a command will do, in order.
 *
 * @param goal what was asked for
 * @param steps what follows from it
 */
public record Plan(Goal goal, List<Step> steps) {

  public Plan {
    steps = List.copyOf(steps);
  }
}
