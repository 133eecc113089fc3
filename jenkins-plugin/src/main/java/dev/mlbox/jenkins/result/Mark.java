package dev.mlbox.jenkins.result;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A finding at a line of the repository.
 *
 * @param path from the repository's root, as far as the workspace is that
 * @param line counted from 1
 * @param blocks whether it stopped the candidate
 * @param message one line
 */
public record Mark(String path, int line, boolean blocks, String message) {
  private static final Pattern PLACE = Pattern.compile("([^()\\s:]+\\.ya?ml):(\\d{1,9})");

  /** Where a gate was set; none when that was not in a file. */
  static List<Mark> of(GateRow gate, String config) {
    Matcher place = PLACE.matcher(gate.place());
    if (gate.verdict().equals("PASS") || !place.matches()) {
      return List.of();
    }
    String folder = config.replace('\\', '/').replaceFirst("[^/]*$", "");
    String path = folder + place.group(1);
    int line = Integer.parseInt(place.group(2));
    return List.of(new Mark(path, line, gate.blocks(), gate.message()));
  }
}
