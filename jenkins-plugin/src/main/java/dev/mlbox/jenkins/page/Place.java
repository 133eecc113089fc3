package dev.mlbox.jenkins.page;

import dev.mlbox.jenkins.agent.Terms;
import java.util.Map;

/**
 * Where a command ran, and with what.
 *
 * @param node name of the agent
 * @param workspace path of its folder there
 * @param terms what was set for it
 * @param programs the variables by which it found the command line
 */
public record Place(String node, String workspace, Terms terms, Map<String, String> programs) {
  public Place {
    programs = Map.copyOf(programs);
  }
}
