package dev.mlbox.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.AnswerId;
import dev.mlbox.serving.json.BoxJson;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts labels of answers, minutes or days after them: {@code {"id": …, "label": …}}, or {@code
 * "labels"}, one a row; with {@code "within"} a number that is as near as that is right. One for
 * all event loops of a box, so that a label that is sent again counts once.
 */
final class Feedback {
  private static final double EQUAL = 1e-9;

  /** So many names are remembered, so that a client that tries again counts once. */
  private static final int REMEMBERED = 20_000;

  private final Books books;
  private final String version;
  private final Set<String> seen =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > REMEMBERED;
                }
              }));

  /**
   * @param version of this box
   */
  Feedback(Books books, String version) {
    this.books = books;
    this.version = version;
  }

  Books books() {
    return books;
  }

  Answer take(Buffer body) {
    JsonNode json;
    try {
      json = BoxJson.mapper().readTree(body.getBytes());
    } catch (IOException e) {
      return refused(Problem.of("the body is no JSON"));
    }
    Optional<AnswerId> id = AnswerId.parse(json.path("id").asText());
    if (id.isEmpty()) {
      return refused(
          Problem.of("`id` is no name of an answer")
              .expected("what the answer's header %s said".formatted(Answer.ID_HEADER)));
    }
    List<JsonNode> labels = new ArrayList<>();
    (json.has("label") ? List.of(json.get("label")) : json.path("labels")).forEach(labels::add);
    int rows = id.get().predicted().size();
    if (labels.size() != rows) {
      return refused(
          Problem.of("there are %d labels for an answer of %d rows".formatted(labels.size(), rows))
              .expected(rows == 1 ? "label" : "labels, a list of %d".formatted(rows)));
    }
    if (labels.stream().anyMatch(label -> label.isNull() || label.isContainerNode())) {
      return refused(
          Problem.of("a label is no value").expected("what was true: a class, or a number"));
    }
    boolean isNew = seen.add(id.get().nonce());
    if (isNew) {
      count(id.get(), labels, json.path("within").asDouble(0));
      if (books.samples() != null) {
        books.samples().labelled(id.get(), labels);
      }
    }
    byte[] said = "{\"counted\":%d}".formatted(isNew ? rows : 0).getBytes(StandardCharsets.UTF_8);
    return Answer.json(200, said, version);
  }

  private void count(AnswerId id, List<JsonNode> labels, double within) {
    // Rows of one request are alike, and were drawn together: they are one event.
    if (id.trial() != null) {
      boolean right = isRight(id.predicted().get(0), labels.get(0).asText(), within);
      books.counts().label(id.version(), id.trial(), !right);
    }
  }

  private static boolean isRight(String predicted, String label, double within) {
    if (predicted.equals(label)) {
      return true;
    }
    try {
      double gap = Math.abs(Double.parseDouble(predicted) - Double.parseDouble(label));
      return gap <= within + EQUAL;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private Answer refused(Problem problem) {
    return Answer.problem(400, problem.at("POST /feedback"), version);
  }
}
