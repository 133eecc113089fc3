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

/**
 * What the user wrote, read, and the invocation it was read for.
 *
 * @param invocation the front's
 * @param settings as they were read, with everything laid over them
 * @param config complete and valid
 */
public record Project(Invocation invocation, Setting settings, MlboxConfig config) {

  /** The folder for what mlbox keeps beside the user's files. */
  public static final String KEPT = ".mlbox";

  /**
   * Reads mlbox.yaml with what comes before it.
   *
   * @throws dev.mlbox.core.problem.MlboxException INVALID with every problem found
   */
  public static Project read(Invocation invocation) {
    Setting tree = YamlSettings.read(invocation.file());
    for (Invocation.Assignment override : invocation.overrides()) {
      tree = Overlay.apply(tree, override.key(), override.value(), override.place());
    }
    SchemaCheck.mlbox().require(tree);
    return new Project(invocation, tree, ConfigReader.read(tree, invocation.folder()));
  }

  public Path folder() {
    return config.folder();
  }

  /** A folder of mlbox's own, such as {@code .mlbox/boxes}. */
  public Path kept(String name) {
    return folder().resolve(KEPT).resolve(name);
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
