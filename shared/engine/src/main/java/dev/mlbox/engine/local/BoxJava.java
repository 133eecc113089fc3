package dev.mlbox.engine.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What boxes are run with.
 *
 * @param java the executable
 * @param classpath see {@link dev.mlbox.engine.box.BoxClasspath}
 * @param settings more environment variables of boxes, such as {@code MLBOX_PYTHON}
 */
public record BoxJava(Path java, List<Path> classpath, Map<String, String> settings) {

  public BoxJava {
    classpath = List.copyOf(classpath);
    settings = Map.copyOf(settings);
  }

  /** The Java that runs this process. */
  public static Path executable() {
    return Path.of(
        System.getProperty("java.home"), "bin", Detached.IS_WINDOWS ? "java.exe" : "java");
  }
}
