package dev.mlbox.engine.project;

import dev.mlbox.core.event.Listener;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a front hands over: names, nothing decided.
 *
 * @param file the mlbox.yaml, absolute
 * @param overrides settings that come before the file's, in order
 * @param environment variables of the process
 * @param classPath jars among which the box's own are found
 * @param listener hears what happens
 * @param command the front's own word for what is done, such as {@code deploy}
 * @param spills whether the front can begin again with a heap in a file, see {@link
 *     dev.mlbox.engine.spill.Outgrown}
 */
public record Invocation(
    Path file,
    List<Assignment> overrides,
    Map<String, String> environment,
    List<Path> classPath,
    Listener listener,
    String command,
    boolean spills) {

  /** Of a front that goes on with the memory that it has. */
  public Invocation(
      Path file,
      List<Assignment> overrides,
      Map<String, String> environment,
      List<Path> classPath,
      Listener listener,
      String command) {
    this(file, overrides, environment, classPath, listener, command, false);
  }

  public Invocation {
    overrides = List.copyOf(overrides);
    environment = Map.copyOf(environment);
    classPath = List.copyOf(classPath);
  }

  /** The same for a pull request that the environment does not name. */
  public Invocation ofPullRequest(String address) {
    Map<String, String> told = new HashMap<>(environment);
    told.put("MLBOX_PR_URL", address);
    return new Invocation(file, overrides, told, classPath, listener, command, spills);
  }

  /** The folder of mlbox.yaml, where relative paths start. */
  public Path folder() {
    Path parent = file.getParent();
    return parent == null ? Path.of("").toAbsolutePath() : parent;
  }

  /**
   * One setting that comes before the file's.
   *
   * @param key dotted, such as {@code deploy.to}
   * @param value as YAML
   * @param place how it was set, such as {@code --set deploy.to}
   * @param lasts whether every command of the project has it, as if it were in the file; else it is
   *     of this command, and of the environment that it names
   */
  public record Assignment(String key, String value, String place, boolean lasts) {

    /** Of this command alone. */
    public Assignment(String key, String value, String place) {
      this(key, value, place, false);
    }
  }
}
