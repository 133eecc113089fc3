package dev.mlbox.jenkins.page;

import dev.mlbox.jenkins.agent.Terms;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a command ran, and with what.
 *
 * @param node name of the agent
 * @param workspace path of its folder there
 * @param terms what was set for it
 * @param programs the variables by which it found the command line
 * @param labels of the agent, by blanks, one with a blank in it in double quotes; empty for none, or
 *     where they are not known
 */
public record Place(
    String node, String workspace, Terms terms, Map<String, String> programs, String labels) {
  private static final Pattern PLAIN = Pattern.compile("[\\w.-]+");
  private static final Pattern LABEL = Pattern.compile("\"([^\"]*)\"|([^\\s\"]+)");

  public Place {
    programs = Map.copyOf(programs);
  }

  /**
   * What an agent has to be to do the same, as an expression of labels: to have all that its own one
   * had, or to be that one, where it had none. Empty for the controller itself without labels.
   */
  String likeIt() {
    String alike =
        LABEL
            .matcher(labels)
            .results()
            .map(Place::label)
            .filter(label -> !label.isBlank())
            .map(Place::atom)
            .collect(Collectors.joining(" && "));
    return alike.isEmpty() && !node.isBlank() ? atom(node) : alike;
  }

  private static String label(MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  private static String atom(String label) {
    return PLAIN.matcher(label).matches() ? label : '"' + label + '"';
  }
}
