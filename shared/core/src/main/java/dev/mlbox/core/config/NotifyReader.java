package dev.mlbox.core.config;

import dev.mlbox.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code notify}. */
final class NotifyReader {
  private static final Set<String> USUAL =
      Set.of("succeeded", "rejected", "reverted", "halted", "broken", "awaiting");

  private final Reading reading;

  NotifyReader(Reading reading) {
    this.reading = reading;
  }

  NotifyConfig read() {
    List<NotifyConfig.Hook> hooks = new ArrayList<>();
    for (Setting each : reading.at("notify").map(Setting::items).orElse(List.of())) {
      String variable = each.at("hook").map(Setting::text).orElse("");
      if (!variable.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        // What is written may be the address itself, and that is a secret: it is not repeated.
        reading.problem(
            Problem.of("notify.hook is no name of an environment variable")
                .at(each.at("hook").map(Setting::place).orElse(each.place()))
                .expected("the name of the variable that holds the address, such as SLACK_HOOK"));
        continue;
      }
      hooks.add(
          new NotifyConfig.Hook(
              variable,
              each.at("as")
                  .map(shape -> NotifyConfig.Shape.valueOf(shape.text().toUpperCase(Locale.ROOT)))
                  .orElse(NotifyConfig.Shape.JSON),
              each.at("on")
                  .map(on -> on.items().stream().map(Setting::text).collect(Collectors.toSet()))
                  .orElse(USUAL),
              each.at("secret").map(Setting::text).orElse(null)));
    }
    return new NotifyConfig(hooks);
  }
}
