package dev.mlbox.engine.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a box says when it answers with an error: {@code {"error": {"what", "where", …}}}. */
public final class BoxWords {
  private static final int LONGEST = 200;

  private BoxWords() {}

  /**
   * The problem, in the box's own words.
   *
   * @param box who answered
   */
  public static Problem of(String box, int status, byte[] body) {
    JsonNode error = error(body);
    String what = text(error, "what");
    if (what == null) {
      String raw = new String(body, StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
      what = raw.length() > LONGEST ? raw.substring(0, LONGEST) + "…" : raw;
    }
    return new Problem(
        "%s answers with status %d: %s".formatted(box, status, what),
        text(error, "where"),
        text(error, "expected"),
        text(error, "remedy"));
  }

  private static @Nullable JsonNode error(byte[] body) {
    try {
      JsonNode tree = Json.mapper().readTree(body);
      return tree == null ? null : tree.get("error");
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable String text(@Nullable JsonNode error, String key) {
    JsonNode value = error == null ? null : error.get(key);
    return value == null || !value.isTextual() ? null : value.asText();
  }
}
