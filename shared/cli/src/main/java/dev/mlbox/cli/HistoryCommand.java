package dev.mlbox.cli;

import dev.mlbox.core.rollout.Past;
import dev.mlbox.engine.Mlbox;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What was rolled out before, oldest first. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Lists what was rolled out, how it ended and why, oldest first.")
final class HistoryCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();
  @Mixin private ResultOptions result = new ResultOptions();

  HistoryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Past> history = Mlbox.open(project.invocation("history", console, result)).history();
    result.show(
        history,
        console,
        () -> {
          if (history.isEmpty()) {
            console.row("history", "nothing has been rolled out yet");
          }
          history.forEach(past -> console.line(line(past)));
        });
    return 0;
  }

  private static String line(Past past) {
    return "  %s  %s  %-8s  %s"
        .formatted(
            TIME.format(past.at()),
            past.release().version(),
            past.end().name().toLowerCase(Locale.ROOT),
            past.reason().isEmpty()
                ? past.release().facts().getOrDefault("subject", past.by())
                : past.reason());
  }
}
