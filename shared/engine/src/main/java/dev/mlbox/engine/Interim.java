package dev.mlbox.engine;

import dev.mlbox.core.plan.Step;
import java.util.List;

/**
 * How a rollout stands that is under way.
 *
 * @param version what is rolled out
 * @param seen to be given to the next look, which then notices when nobody drives
 * @param lines for people
 */
public record Interim(String version, String seen, List<Step> lines) {

  public Interim {
    lines = List.copyOf(lines);
  }
}
