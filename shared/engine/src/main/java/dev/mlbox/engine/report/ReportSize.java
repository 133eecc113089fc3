package dev.mlbox.engine.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlbox.engine.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Keeps report.json small however many slices there are, and says what was left out: first the
 * white space, then metrics by slice that no gate is about, then all metrics by slice. What
 * verdicts rest on is never left out.
 *
 * @param judged names of metrics that gates are about
 */
record ReportSize(Set<String> judged) {
  private static final int PRETTY = 1_000_000;
  private static final int MOST = 1_900_000;
  private static final List<String> MODELS = List.of("candidate", "baseline");

  /**
   * A report as text.
   *
   * @param whole the report, which may lose some of its metrics
   */
  String fitted(ObjectNode whole) {
    String compact = Json.write(whole);
    if (bytes(compact) < PRETTY / 2) {
      String pretty = Json.pretty(whole);
      return bytes(pretty) < PRETTY ? pretty : compact;
    }
    if (bytes(compact) > MOST) {
      leaveOut(whole, judged, "metrics by slice that no gate is about");
      compact = Json.write(whole);
    }
    if (bytes(compact) > MOST) {
      leaveOut(whole, Set.of(), "all metrics by slice but in the verdicts");
      compact = Json.write(whole);
    }
    return compact;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void leaveOut(ObjectNode whole, Set<String> kept, String what) {
    if (!(whole.path("checked") instanceof ObjectNode checked)) {
      return;
    }
    for (String model : MODELS) {
      for (JsonNode slice : checked.path(model).path("slices")) {
        ((ObjectNode) slice.path("metrics")).retain(kept);
      }
    }
    if (checked.path("candidate").path("slices") instanceof ArrayNode slices) {
      checked.put("leftOut", "of %s slices: %s".formatted(Digits.count(slices.size()), what));
    }
  }
}
