package dev.mlbox.core.event;

/** Whoever wants to know. Called from any thread, one event at a time for each step. */
@FunctionalInterface
public interface Listener {

  void on(Event event);

  /** Nobody listens. */
  static Listener none() {
    return event -> {};
  }
}
