package dev.mlbox.serving.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The rows of a request of the Open Inference Protocol: one input a column, or a matrix. */
final class TensorRows {
  private final List<String> features;

  /**
   * @param features the columns of a matrix
   */
  TensorRows(List<String> features) {
    this.features = features;
  }

  List<ObjectNode> of(JsonNode request) {
    List<ObjectNode> rows = new ArrayList<>();
    for (JsonNode input : request.path("inputs")) {
      List<JsonNode> values = new ArrayList<>();
      flatten(input.path("data"), values);
      int length = input.path("shape").path(0).asInt();
      int width = length == 0 ? 0 : values.size() / length;
      if (width == 0 || (width > 1 && width != features.size())) {
        continue;
      }
      while (rows.size() < length) {
        rows.add(JsonNodeFactory.instance.objectNode());
      }
      for (int i = 0; i < length * width; i++) {
        String name =
            width > 1 || features.size() == 1
                ? features.get(i % width)
                : input.path("name").asText();
        rows.get(i / width).set(name, values.get(i));
      }
    }
    return rows;
  }

  private static void flatten(JsonNode data, List<JsonNode> values) {
    if (data.isArray()) {
      data.forEach(each -> flatten(each, values));
    } else if (!data.isMissingNode()) {
      values.add(data);
    }
  }
}
