package dev.mlbox.engine.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.engine.json.Json;
import java.io.IOException;
import org.kohsuke.github.HttpException;

/** What GitHub said, out of the JSON that its client quotes. */
final class Words {
  private Words() {}

  static String message(HttpException e) {
    String text = e.getMessage() == null ? "" : e.getMessage();
    int begin = text.indexOf('{');
    if (begin >= 0) {
      try {
        JsonNode json = Json.mapper().readTree(text.substring(begin));
        return json.path("message").asText("");
      } catch (IOException notJson) {
        return "";
      }
    }
    return e.getResponseMessage() == null ? "" : e.getResponseMessage();
  }
}
