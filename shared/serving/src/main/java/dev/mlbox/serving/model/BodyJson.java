package dev.mlbox.serving.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How bodies of predictions are parsed and written. */
final class BodyJson {

  private BodyJson() {}

  /** Python writes a missing number as a bare NaN, so that is read; it is written as text. */
  static JsonFactory factory() {
    return JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  }

  /** A JSON list of text, for where the protocol allows only text. */
  static String list(List<String> words) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    words.forEach(list::add);
    return list.toString();
  }

  /** What a parser found wrong with a body that lies in memory. */
  static MlboxException malformed(IOException cause) {
    return MlboxException.invalid(problem(cause));
  }

  /** The same, with what the body should have been. */
  static MlboxException malformed(IOException cause, String expected) {
    return MlboxException.invalid(problem(cause).expected(expected));
  }

  private static Problem problem(IOException cause) {
    String words = String.valueOf(cause.getMessage());
    JsonLocation location = null;
    if (cause instanceof JsonProcessingException json) {
      words = json.getOriginalMessage();
      location = json.getLocation();
    }
    return Problem.of("the body is not JSON: " + words.lines().findFirst().orElse(words))
        .at(place(location));
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? "request body"
        : "request body, line %d, column %d"
            .formatted(location.getLineNr(), location.getColumnNr());
  }
}
