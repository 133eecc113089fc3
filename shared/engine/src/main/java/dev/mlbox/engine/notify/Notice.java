package dev.mlbox.engine.notify;

import java.time.Instant;
import java.util.List;

/**
 * What somebody is told.
 *
 * @param model its name
 * @param place where it is served
 * @param outcome in lower case, or {@code awaiting}
 * @param version that was rolled out; empty when none was
 * @param text what is the case, in one line
 * @param by whose command it was
 * @param at when
 * @param links to the build and whatever else explains it
 */
public record Notice(
    String model,
    String place,
    String outcome,
    String version,
    String text,
    String by,
    Instant at,
    List<Link> links) {

  public Notice {
    links = List.copyOf(links);
  }

  /** An address with a name. */
  public record Link(String name, String url) {}

  /** Such as {@code flights reverted}. */
  String title() {
    return "%s: %s".formatted(model, outcome.equals("awaiting") ? "waits for a person" : outcome);
  }
}
