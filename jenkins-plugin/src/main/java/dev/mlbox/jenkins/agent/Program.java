package dev.mlbox.jenkins.agent;

import dev.mlbox.jenkins.settings.MlboxInstallation;
import dev.mlbox.jenkins.settings.ToolChoice;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the command line on an agent. */
public final class Program {
  /** Where a build says that the command line is. */
  private static final List<String> VARIABLES = List.of(MlboxInstallation.HOME, "MLBOX_JAR");

  private static final String JAR = "mlbox-cli*.jar";

  private Program() {}

  /** Those of them that a build has set. */
  public static Map<String, String> given(EnvVars environment) {
    Map<String, String> given = new HashMap<>();
    for (String variable : VARIABLES) {
      String value = environment.get(variable, "");
      if (!value.isBlank()) {
        given.put(variable, value);
      }
    }
    return given;
  }

  /**
   * The first words of a command: an installation's jar, else that of {@code MLBOX_HOME} or {@code
   * MLBOX_JAR}, else {@code mlbox} on the path.
   *
   * @param tool name of an installation; empty for the usual one
   */
  static List<String> words(String tool, Site site) throws IOException, InterruptedException {
    Optional<String> home = home(tool, site);
    String jar = site.environment().get("MLBOX_JAR", "");
    if (home.isPresent()) {
      return java(jarIn(site.workspace().child(home.get())), site);
    } else if (!jar.isBlank()) {
      return java(jarIn(site.workspace().child(jar)), site);
    } else if (site.launcher().isUnix()) {
      return List.of("mlbox");
    }
    throw new AbortException(Messages.Program_missing());
  }

  private static Optional<String> home(String tool, Site site)
      throws IOException, InterruptedException {
    String given = site.environment().get(MlboxInstallation.HOME, "");
    if (tool.isBlank() && !given.isBlank()) {
      return Optional.of(given);
    }
    Optional<MlboxInstallation> chosen = ToolChoice.of(tool);
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    MlboxInstallation installation = chosen.get();
    Computer computer = site.workspace().toComputer();
    Node node = computer == null ? null : computer.getNode();
    if (node != null) {
      installation = installation.forNode(node, site.listener());
    }
    return Optional.ofNullable(installation.forEnvironment(site.environment()).getHome());
  }

  private static String jarIn(FilePath place) throws IOException, InterruptedException {
    if (!place.isDirectory()) {
      if (place.exists()) {
        return place.getRemote();
      }
      throw new AbortException(Messages.Program_nothing(place.getRemote()));
    }
    FilePath[] jars = place.list(JAR);
    if (jars.length == 0) {
      throw new AbortException(Messages.Program_nothing(place.getRemote()));
    }
    return jars[0].getRemote();
  }

  private static List<String> java(String jar, Site site) {
    String home = site.environment().get("JAVA_HOME", "");
    String separator = site.launcher().isUnix() ? "/" : "\\";
    String java = home.isBlank() ? "java" : home + separator + "bin" + separator + "java";
    return List.of(
        java,
        "-XX:+UseSerialGC",
        "-Djdk.console=java.base",
        // The log is UTF-8 whatever the agent's locale; the first three are for Java 17.
        "-Dfile.encoding=UTF-8",
        "-Dsun.stdout.encoding=UTF-8",
        "-Dsun.stderr.encoding=UTF-8",
        "-Dstdout.encoding=UTF-8",
        "-Dstderr.encoding=UTF-8",
        "-jar",
        jar);
  }
}
