package dev.mlbox.engine.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What boxes are run with.
 *
 * @param java the executable
 * @param classpath see {@link dev.mlbox.engine.box.BoxClasspath}; asked when a box is started, as
 *     every jar is looked into
 * @param settings more environment variables of boxes, such as {@code MLBOX_PYTHON}; asked when a
 *     box is started, so that others can be ended when one cannot be started
 */
public record BoxJava(
    Path java, Supplier<List<Path>> classpath, Supplier<Map<String, String>> settings) {

  /** The Java that runs this process. */
  public static Path executable() {
    return Path.of(
        System.getProperty("java.home"), "bin", Detached.IS_WINDOWS ? "java.exe" : "java");
  }
}
