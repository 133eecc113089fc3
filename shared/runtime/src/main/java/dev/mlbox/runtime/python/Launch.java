package dev.mlbox.runtime.python;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How a worker process is started.
 *
 * @param python the interpreter
 * @param script worker.py
 * @param folder the module's folder, which is also the worker's current one
 * @param target {@code module:function}
 * @param prints hears every line that it prints
 */
record Launch(String python, Path script, Path folder, String target, Consumer<String> prints) {

  /** No shell is between, so spaces in paths are just that. */
  Process start() {
    ProcessBuilder builder =
        new ProcessBuilder(
            python, "-u", script.toString(), folder.toAbsolutePath().toString(), target);
    builder.directory(folder.toFile());
    // What a box is told, tokens among it, is not meant for the user's code.
    builder.environment().keySet().removeIf(name -> name.startsWith("MLBOX_"));
    builder.environment().put("PYTHONIOENCODING", "utf-8:backslashreplace");
    try {
      return builder.start();
    } catch (IOException e) {
      throw MlboxException.invalid(
          Problem.of("the Python interpreter %s cannot be started".formatted(python))
              .expected("Python 3")
              .remedy("name another interpreter"));
    }
  }
}
