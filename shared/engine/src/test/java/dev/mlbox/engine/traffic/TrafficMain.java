package dev.mlbox.engine.traffic;

import dev.mlbox.core.event.Event;
import java.nio.file.Path;
import java.time.Duration;

/** A front as small as can be: sends for a minute, prints, exits. */
final class TrafficMain {
  private TrafficMain() {}

  /** Arguments: the folder of mlbox.yaml. */
  public static void main(String[] args) {
    TrafficReport report =
        Traffic.send(
            Site.of(
                Path.of(args[0]),
                event -> {
                  if (event instanceof Event.Progressed) {
                    System.out.println("sending");
                  }
                }),
            new TrafficRequest("rows.csv", 20, Duration.ofMinutes(1), null));
    report.lines().forEach(line -> System.out.println(line.name() + " " + line.what()));
    System.exit(0);
  }
}
