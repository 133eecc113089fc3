package dev.mlbox.core.config;

import dev.mlbox.core.config.BaselineConfig.Choice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code baseline}, in its short form and its long one. */
final class BaselineReader {
  private static final String FOLDER = "folder ";

  private final Reading reading;

  BaselineReader(Reading reading) {
    this.reading = reading;
  }

  BaselineConfig read() {
    boolean nested = reading.at("baseline").map(each -> !each.entries().isEmpty()).orElse(false);
    List<Choice> order =
        reading
            .at(nested ? "baseline.of" : "baseline")
            .map(Setting::items)
            .orElse(List.of())
            .stream()
            .map(each -> Choice.parse(each.text()))
            .toList();
    return new BaselineConfig(
        order.isEmpty() ? BaselineConfig.USUAL : order,
        new BaselineConfig.Storage(
            folder(),
            bucket(),
            reading.whole("baseline.keep", 50),
            !reading.text("baseline.record", "checked").equals("promoted")),
        reading.place("baseline"));
  }

  private @Nullable Stated bucket() {
    Stated store = reading.stated("baseline.store");
    return store != null && store.text().startsWith("s3://") ? store : null;
  }

  private @Nullable Stated folder() {
    Stated store = reading.stated("baseline.store");
    return store != null && store.text().startsWith(FOLDER)
        ? new Stated(store.text().substring(FOLDER.length()).strip(), store.place())
        : null;
  }
}
