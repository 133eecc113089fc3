package dev.mlbox.jenkins.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One command with what was set for it, as words of a command line.
 *
 * @param verb which command
 * @param config path of mlbox.yaml, relative to the workspace
 * @param settings keys of mlbox.yaml and their values, in the order they were set
 * @param more words of this command alone, such as a reason
 */
public record Order(Verb verb, String config, Map<String, String> settings, List<String> more) {

  public Order {
    settings = Settings.copy(settings);
    more = List.copyOf(more);
  }

  /**
   * The words after the program's name.
   *
   * @param reportFile where the command writes its result as JSON
   */
  public List<String> words(String reportFile) {
    List<String> words = new ArrayList<>();
    words.add(verb.word());
    words.add("--file=" + config);
    words.add("--report-file=" + reportFile);
    settings.forEach((key, value) -> words.add("--set=" + key + "=" + value));
    words.addAll(more);
    return List.copyOf(words);
  }
}
