package dev.mlbox.serving.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlbox.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a client reads when a request fails: {@code {"error": {"what", "where", "expected",
 * "remedy"}}}, each key always there, null when there is nothing to say; further problems of the
 * same request as a list {@code "more"}.
 */
public final class ErrorJson {

  private ErrorJson() {}

  public static byte[] of(Problem problem) {
    return of(List.of(problem));
  }

  /**
   * The body of an answer.
   *
   * @param problems at least one
   */
  public static byte[] of(List<Problem> problems) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("error", node(problems.get(0)));
    if (problems.size() > 1) {
      var more = body.putArray("more");
      problems.stream().skip(1).forEach(problem -> more.add(node(problem)));
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode node(Problem problem) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("what", line(problem.what()))
        .put("where", problem.where())
        .put("expected", problem.expected())
        .put("remedy", problem.remedy());
  }

  /** A model's words may run over several lines; an answer has one. */
  private static String line(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " | ");
  }
}
