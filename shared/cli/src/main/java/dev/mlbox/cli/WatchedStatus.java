package dev.mlbox.cli;

import dev.mlbox.engine.json.Json;
import dev.mlbox.engine.screen.ScreenLines;
import dev.mlbox.engine.screen.Sight;
import java.time.Duration;
import java.util.List;

/**
 * Looks, one after the other: a terminal has one screen that is drawn anew, elsewhere there is a
 * line, or a line of JSON, for each change.
 */
final class WatchedStatus implements AutoCloseable {
  private static final String OPEN = "\033[?1049h\033[?25l";
  private static final String CLOSE = "\033[?25h\033[?1049l";
  private static final String HOME = "\033[H";
  private static final String REST_OF_LINE = "\033[K\n";
  private static final String REST_OF_SCREEN = "\033[J";
  private static final Duration QUIET = Duration.ofSeconds(15);

  private final Console console;
  private final boolean json;
  private final boolean screen;
  private final Thread restoring;
  private List<String> lines = List.of();
  private String state = "";
  private String last = "";
  private long lastAt;

  WatchedStatus(Console console, boolean json) {
    this.console = console;
    this.json = json;
    this.screen = console.isTerminal() && !json;
    this.restoring = new Thread(this::restore, "mlbox-terminal");
    if (screen) {
      console.raw(OPEN);
      Runtime.getRuntime().addShutdownHook(restoring);
    }
  }

  /** Shows a look. Returns whether to look again. */
  boolean show(Sight sight) {
    if (screen) {
      synchronized (this) {
        lines = ScreenLines.of(sight.screen());
        StringBuilder drawn = new StringBuilder(HOME);
        lines.forEach(line -> drawn.append(line).append(REST_OF_LINE));
        console.raw(drawn.append(REST_OF_SCREEN).toString());
      }
      return true;
    }
    String line = json ? Json.write(sight.screen()) : ScreenLines.brief(sight.screen());
    boolean entered = !sight.screen().headline().equals(state);
    boolean due = System.nanoTime() - lastAt >= QUIET.toNanos();
    if (!line.equals(last) && (json || entered || due)) {
      console.line(line);
      state = sight.screen().headline();
      last = line;
      lastAt = System.nanoTime();
    }
    return sight.record().isUnderWay();
  }

  /** The terminal as it was, and what was seen last below. */
  private synchronized void restore() {
    console.raw(CLOSE);
    lines.forEach(console::line);
  }

  @Override
  public void close() {
    if (screen) {
      try {
        Runtime.getRuntime().removeShutdownHook(restoring);
        restore();
      } catch (IllegalStateException ending) {
        // The hook does it.
      }
    }
  }
}
