package dev.mlbox.engine.narration;

import dev.mlbox.core.config.Durations;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.event.Listener;
import dev.mlbox.core.rollout.RolloutState;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Tells what happens, one line a step. Where lines can be replaced, the present state is; elsewhere
 * a rollout says where it stands when that changes and every 15 seconds.
 */
public final class Narrator implements Listener {
  private static final Duration QUIET = Duration.ofSeconds(15);
  private static final int NAME_WIDTH = 10;

  /** A rate says little before so much time has gone by. */
  private static final Duration SETTLED = Duration.ofMillis(500);

  private final Lines lines;
  private final LongSupplier nanos;
  private final Set<String> ofBaselines = new HashSet<>();
  private long started;
  private long lastKept;
  private String lastState = "";
  private String lastLine = "";

  public Narrator(Lines lines) {
    this(lines, System::nanoTime);
  }

  /**
   * @param nanos as {@link System#nanoTime}
   */
  Narrator(Lines lines, LongSupplier nanos) {
    this.lines = lines;
    this.nanos = nanos;
  }

  /** A line of the form {@code name text}. */
  public static String line(String name, String text) {
    return "  " + name + " ".repeat(Math.max(1, NAME_WIDTH - name.length())) + text;
  }

  @Override
  public synchronized void on(Event event) {
    if (event instanceof Event.Started begun) {
      started = nanos.getAsLong();
      lines.show(line(begun.step(), begun.what() + " …"));
    } else if (event instanceof Event.Progressed progress) {
      lines.show(line(progress.step(), bar(progress)));
    } else if (event instanceof Event.Output output) {
      lines.keep("            | " + output.line());
    } else if (event instanceof Event.Finished finished) {
      lines.keep(finished(finished));
    } else if (event instanceof Event.Noted noted) {
      noted(noted);
    } else if (event instanceof Event.Verbatim verbatim) {
      lines.verbatim(verbatim.line());
    } else if (event instanceof Event.Looked looked) {
      looked(looked);
    }
  }

  /** Several steps read the kept evaluations, and each finds the one that is damaged. */
  private void noted(Event.Noted noted) {
    String line = line(noted.step(), noted.text());
    boolean known = noted.step().equals("baseline") && !ofBaselines.add(line);
    if (!known) {
      lines.keep(line);
    }
  }

  private static String finished(Event.Finished finished) {
    String took = finished.took().isZero() ? "" : "  " + Durations.words(finished.took());
    String mark =
        switch (finished.mark()) {
          case DONE -> "";
          case PASS -> "pass  ";
          case SKIPPED -> "skip  ";
          case WARNING -> "warn  ";
          case FAIL -> "FAIL  ";
          case OPEN -> "open  ";
          case ERROR -> "ERROR ";
        };
    return line(finished.step(), mark + finished.what() + took);
  }

  private String bar(Event.Progressed progress) {
    if (progress.total() <= 0) {
      return "%,d %s%s".formatted(progress.done(), progress.unit(), rate(progress));
    }
    int filled = (int) (20 * progress.done() / progress.total());
    return "%s%s %,d of %,d %s%s"
        .formatted(
            "█".repeat(filled),
            "░".repeat(20 - filled),
            progress.done(),
            progress.total(),
            progress.unit(),
            rate(progress));
  }

  /** How many a second since the step began. */
  private String rate(Event.Progressed progress) {
    long took = nanos.getAsLong() - started;
    boolean countsThings = !progress.unit().equals("%");
    return countsThings && took >= SETTLED.toNanos()
        ? ", %,d %s/s".formatted(Math.round(progress.done() * 1e9 / took), progress.unit())
        : "";
  }

  private void looked(Event.Looked looked) {
    String state = name(looked.state()) + looked.weight();
    String line = line(name(looked.state()), Looks.words(looked));
    if (lines.isLive()) {
      lines.show(line);
    }
    long now = nanos.getAsLong();
    boolean changed = !state.equals(lastState);
    if (changed && !lastLine.isEmpty()) {
      // What was seen last before it went on: that is what it went on for.
      lines.keep(lastLine);
    }
    if (changed && !isCounting(looked)) {
      lines.keep(line);
    } else if (!lines.isLive() && !changed && now - lastKept >= QUIET.toNanos()) {
      lines.keep(line);
      lastKept = now;
    }
    if (changed) {
      lastKept = now;
    }
    lastLine = isCounting(looked) ? line : "";
    lastState = state;
  }

  private static boolean isCounting(Event.Looked looked) {
    return looked.state() instanceof RolloutState.Shifting
        || looked.state() instanceof RolloutState.Awaiting
        || looked.state() instanceof RolloutState.Shadowing
        || looked.state() instanceof RolloutState.Watching;
  }

  private static String name(RolloutState state) {
    if (state instanceof RolloutState.Preparing) {
      return "start";
    } else if (state instanceof RolloutState.Probing) {
      return "probe";
    } else if (state instanceof RolloutState.Shadowing) {
      return "shadow";
    } else if (state instanceof RolloutState.Awaiting) {
      return "await";
    } else if (state instanceof RolloutState.Promoting) {
      return "promote";
    } else if (state instanceof RolloutState.Watching) {
      return "watch";
    } else if (state instanceof RolloutState.Reverting) {
      return "revert";
    }
    return "canary";
  }
}
