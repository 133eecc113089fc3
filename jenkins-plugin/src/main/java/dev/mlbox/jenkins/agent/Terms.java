package dev.mlbox.jenkins.agent;

import dev.mlbox.jenkins.command.Order;
import dev.mlbox.jenkins.command.Verb;
import dev.mlbox.jenkins.settings.CredentialIds;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * With what a command runs, whichever it is. Kept with the build, so that a later command, promote
 * for example, runs with the same.
 */
public final class Terms implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String config;
  private final LinkedHashMap<String, String> settings;
  private final String tool;
  private final CredentialIds credentials;

  /**
   * Terms.
   *
   * @param config path of mlbox.yaml, relative to the workspace
   * @param settings keys of mlbox.yaml and their values
   * @param tool name of an installation; empty for the usual one
   * @param credentials by id
   */
  public Terms(
      String config, Map<String, String> settings, String tool, CredentialIds credentials) {
    this.config = config;
    this.settings = new LinkedHashMap<>(settings);
    this.tool = tool;
    this.credentials = credentials;
  }

  /** The same with the configuration in another place. */
  public Terms reading(String file) {
    return new Terms(file, settings, tool, credentials);
  }

  Order order(Verb verb, List<String> more) {
    return new Order(verb, config, settings, more);
  }

  /** Path of mlbox.yaml, relative to the workspace. */
  public String config() {
    return config;
  }

  String tool() {
    return tool;
  }

  CredentialIds credentials() {
    return credentials;
  }
}
