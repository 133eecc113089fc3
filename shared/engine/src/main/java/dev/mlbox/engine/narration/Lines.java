package dev.mlbox.engine.narration;

/** Where told lines go. */
public interface Lines {

  /** A line to keep. */
  void keep(String line);

  /** A line that the next one replaces; nothing where lines cannot be replaced. */
  default void show(String line) {}

  /** Whether shown lines are seen. */
  default boolean isLive() {
    return false;
  }
}
