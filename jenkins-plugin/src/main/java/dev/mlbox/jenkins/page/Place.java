package dev.mlbox.jenkins.page;

import dev.mlbox.jenkins.agent.Terms;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a command ran, and with what.
 *
 * @param node name of the agent
 * @param workspace path of its folder there
 * @param terms what was set for it
 * @param programs the variables by which it found the command line
 * @param labels of the agent; empty for none, or where they are not known
 */
public record Place(
    String node, String workspace, Terms terms, Map<String, String> programs, String labels) {
  private static final Pattern PLAIN = Pattern.compile("[\\w.-]+");

  public Place {
    programs = Map.copyOf(programs);
  }

  /** What an agent has to be to do the same; empty where any may. */
  String likeIt() {
    return labels.isBlank()
        ? ""
        : Arrays.stream(labels.strip().split("\\s+"))
            .map(label -> PLAIN.matcher(label).matches() ? label : '"' + label + '"')
            .collect(Collectors.joining(" && "));
  }
}
