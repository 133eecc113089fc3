package dev.mlbox.engine.process;

import dev.mlbox.core.config.Stated;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program to run.
 *
 * @param stated what the user wrote, for messages
 * @param words the program, resolved, and what it is given
 * @param folder it starts in
 * @param environment all its variables
 * @param limit after this it is ended
 */
public record Command(
    Stated stated,
    List<String> words,
    Path folder,
    Map<String, String> environment,
    Duration limit) {

  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a command has at least one word");
    }
  }
}
