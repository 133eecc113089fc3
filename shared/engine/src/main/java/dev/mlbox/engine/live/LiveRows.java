package dev.mlbox.engine.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Samples → rows as JSON lines, in the order in which boxes wrote them, each with its label under
 * the target's name. The last label of a row counts.
 */
final class LiveRows {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** A file goes on for five minutes after its name's time. */
  private static final Duration OPEN = Duration.ofMinutes(6);

  private final Instant since;
  private final @Nullable String target;
  private final Map<String, JsonNode> labels = new HashMap<>();
  private final List<String> damage = new ArrayList<>();
  private long requests;
  private long rows;

  /**
   * @param target the column that labels become; null for rows without
   */
  LiveRows(Instant since, @Nullable String target) {
    this.since = since;
    this.target = target;
  }

  /** Whether a file of this name may have rows of that time. */
  boolean mayHave(String name) {
    return name.compareTo(NAME.format(since.minus(OPEN))) >= 0;
  }

  /** Writes them. */
  void write(List<Path> files, Path to) throws IOException {
    if (target != null) {
      for (Path file : files) {
        SampleLinesReader.read(file, this::label);
      }
    }
    try (BufferedWriter out = Files.newBufferedWriter(to)) {
      for (Path file : files) {
        SampleLinesReader.Damage found = SampleLinesReader.read(file, sample -> row(sample, out));
        if (!found.isNone()) {
          damage.add(found.words(file.getFileName().toString()));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void label(JsonNode sample) {
    if (sample.has("label")) {
      labels.put(key(sample), sample.get("label"));
    }
  }

  private void row(JsonNode sample, BufferedWriter out) {
    boolean wanted =
        sample.path("in") instanceof ObjectNode
            && sample.path("t").asLong() >= since.toEpochMilli();
    if (!wanted) {
      return;
    }
    requests++;
    ObjectNode row = (ObjectNode) sample.get("in");
    if (target != null) {
      JsonNode label = sample.has("id") ? labels.get(key(sample)) : null;
      if (label == null || label.isNull()) {
        return;
      }
      row.set(target, label);
    }
    rows++;
    try {
      out.write(row.toString());
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String key(JsonNode sample) {
    return sample.path("id").asText() + "/" + sample.path("row").asText();
  }

  /** Rows of that time, with and without labels. */
  long requests() {
    return requests;
  }

  /** Of these, written. */
  long rows() {
    return rows;
  }

  /** One line for each file of which something could not be read. */
  List<String> damage() {
    return damage;
  }
}
