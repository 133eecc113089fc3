package dev.mlbox.runtime.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.model.ServerSpec;
import dev.mlbox.runtime.grpc.GrpcFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server's answer to somebody else's request says to each row, as far as it can be told
 * without knowing the rows: enough to see whether two servers say the same.
 */
public final class Said {
  /** Longer answers are not read. */
  private static final int LONGEST = 1 << 20;

  private Said() {}

  /**
   * One text a row: a value, or the most likely class. No rows when the body has another form;
   * empty when it is too long to be read beside others.
   *
   * @param body of an answer, as it came
   */
  public static Optional<List<String>> in(byte[] body, ServerSpec.Speaks speaks) {
    if (body.length > LONGEST) {
      return Optional.empty();
    }
    try {
      JsonNode json = read(body, speaks);
      return Optional.of(
          speaks.isTensors()
              ? tensor(json.path("outputs").path(0))
              : entries(json.path("predictions")));
    } catch (IOException e) {
      return Optional.of(List.of());
    }
  }

  /**
   * Whether a body is an answer of this form, be it to no rows; one that is too long to be read is
   * taken for one.
   *
   * @param body as it came
   */
  public static boolean isAnswer(byte[] body, ServerSpec.Speaks speaks) {
    if (body.length > LONGEST) {
      return true;
    }
    try {
      if (speaks == ServerSpec.Speaks.GRPC && GrpcFrame.isCompressed(body)) {
        return true;
      }
      return read(body, speaks)
          .path(speaks.isTensors() ? "outputs" : "predictions")
          .isContainerNode();
    } catch (IOException e) {
      return false;
    }
  }

  private static JsonNode read(byte[] body, ServerSpec.Speaks speaks) throws IOException {
    return speaks == ServerSpec.Speaks.GRPC
        ? ModelInfer.response(GrpcFrame.message(body))
        : Question.MAPPER.readTree(body);
  }

  private static List<String> entries(JsonNode entries) {
    List<String> said = new ArrayList<>();
    entries.forEach(entry -> said.add(entry(entry)));
    return said;
  }

  private static String entry(JsonNode entry) {
    if (entry.isObject()) {
      return entry.has("label") ? entry.get("label").asText() : likeliestName(entry);
    }
    if (!entry.isArray()) {
      return entry.asText();
    }
    return entry.size() == 1 ? entry.get(0).asText() : Integer.toString(likeliest(entry));
  }

  private static List<String> tensor(JsonNode output) {
    int rows = output.path("shape").path(0).asInt();
    JsonNode data = output.path("data");
    if (rows < 1 || data.isEmpty() || data.size() % rows != 0) {
      return List.of();
    }
    int width = data.size() / rows;
    List<String> said = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<JsonNode> values = new ArrayList<>();
      for (int k = 0; k < width; k++) {
        values.add(data.get(row * width + k));
      }
      said.add(width == 1 ? entry(values.get(0)) : Integer.toString(likeliest(values)));
    }
    return said;
  }

  private static int likeliest(Iterable<JsonNode> shares) {
    int best = 0;
    int at = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (JsonNode share : shares) {
      if (share.asDouble() > most) {
        most = share.asDouble();
        best = at;
      }
      at++;
    }
    return best;
  }

  private static String likeliestName(JsonNode shares) {
    return shares.properties().stream()
        .max((one, other) -> Double.compare(one.getValue().asDouble(), other.getValue().asDouble()))
        .map(Map.Entry::getKey)
        .orElse("");
  }
}
