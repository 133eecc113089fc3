package dev.mlbox.engine.project;

import dev.mlbox.core.config.ConfigReader;
import dev.mlbox.core.config.MlboxConfig;
import dev.mlbox.core.config.Setting;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.engine.config.Overlay;
import dev.mlbox.engine.config.SchemaCheck;
import dev.mlbox.engine.config.YamlSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user wrote, read, and the invocation it was read for.
 *
 * @param invocation the front's
 * @param environment that was asked for; null for the file as it is
 * @param settings as they were read, with everything laid over them
 * @param config complete and valid
 */
public record Project(
    Invocation invocation,
    @Nullable Environment environment,
    Setting settings,
    MlboxConfig config) {

  /** The folder for what mlbox keeps beside the user's files. */
  public static final String KEPT = ".mlbox";

  /**
   * Reads mlbox.yaml with what comes before it.
   *
   * @throws dev.mlbox.core.problem.MlboxException INVALID with every problem found
   */
  public static Project read(Invocation invocation) {
    Setting file = YamlSettings.read(invocation.file());
    SchemaCheck schema = SchemaCheck.mlbox();
    for (String name : Environment.names(file)) {
      schema.require(Environment.of(file, name, file.place()).over(file));
    }
    Environment environment =
        invocation.overrides().stream()
            .filter(override -> override.key().equals(Environment.KEY))
            .reduce((first, last) -> last)
            .map(override -> Environment.of(file, override.value(), override.place()))
            .orElse(null);
    Setting tree = environment == null ? file : environment.over(file);
    for (Invocation.Assignment override : invocation.overrides()) {
      if (!override.key().equals(Environment.KEY)) {
        tree = Overlay.apply(tree, override.key(), override.value(), override.place());
      }
    }
    schema.require(tree);
    Setting settings = Environment.without(tree);
    return new Project(
        invocation, environment, settings, ConfigReader.read(settings, invocation.folder()));
  }

  /**
   * The same project as another environment sees it: by the file and what lasts beside it. What was
   * set for this command is of the environment that was asked for; a namespace that is meant for
   * prod must not move where staging is looked for.
   *
   * @throws dev.mlbox.core.problem.MlboxException INVALID with every problem found
   */
  public Project in(String other) {
    List<Invocation.Assignment> lasting =
        new ArrayList<>(
            invocation.overrides().stream().filter(Invocation.Assignment::lasts).toList());
    lasting.add(new Invocation.Assignment(Environment.KEY, other, "environments"));
    return read(
        new Invocation(
            invocation.file(),
            lasting,
            invocation.environment(),
            invocation.classPath(),
            invocation.listener(),
            invocation.command(),
            invocation.spills()));
  }

  public Path folder() {
    return config.folder();
  }

  /** A folder of mlbox's own, such as {@code .mlbox/boxes}. */
  public Path kept(String name) {
    return folder().resolve(KEPT).resolve(name);
  }

  /** Where the need for Python was set: its path, else the function that it is for. */
  public String pythonPlace() {
    return settings
        .at("python")
        .or(() -> settings.at("predict"))
        .map(Setting::place)
        .orElse("predict");
  }

  /** Passes a step's own words on as events. */
  public StepListener telling(String step) {
    return new StepListener() {
      @Override
      public void output(String line) {
        invocation.listener().on(new Event.Output(step, line));
      }

      @Override
      public void note(String sentence) {
        invocation.listener().on(new Event.Noted(step, sentence));
      }

      @Override
      public void warning(String sentence) {
        invocation.listener().on(new Event.Noted(step, "warning: " + sentence));
      }
    };
  }
}
