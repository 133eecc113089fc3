package dev.mlbox.engine.narration;

/** Where told lines go. */
public interface Lines {

  /** A line to keep. */
  void keep(String line);

  /** A line to keep with nothing before it, for a CI that reads the log. */
  default void verbatim(String line) {
    keep(line);
  }

  /** A line that the next one replaces; nothing where lines cannot be replaced. */
  default void show(String line) {}

  /** Whether shown lines are seen. */
  default boolean isLive() {
    return false;
  }
}
