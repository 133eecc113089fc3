package dev.mlbox.serving.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.DataType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an inference answer of the Open Inference Protocol: outputs {@code label} and, where the
 * model gives them, {@code probabilities}, whose parameter {@code classes} is a JSON list of the
 * columns' names.
 */
final class TensorsWriter {
  static final String LABEL = "label";
  static final String PROBABILITIES = "probabilities";
  private static final int FIRST_BYTES = 256;

  private final JsonFactory json;
  private final String model;
  private final String version;

  TensorsWriter(JsonFactory json, String model, String version) {
    this.json = json;
    this.model = model;
    this.version = version;
  }

  /** The protocol's word for the values of a column. */
  static String datatype(DataType type) {
    return switch (type) {
      case TEXT -> "BYTES";
      case WHOLE -> "INT64";
      case REAL -> "FP64";
    };
  }

  /**
   * @param id the client's name for the request, given back
   * @param wanted names of outputs; empty for all
   * @throws MlboxException INVALID when an output is wanted that the model does not give
   */
  byte[] write(Predictions predictions, @Nullable String id, List<String> wanted) {
    List<String> outputs = outputs(predictions, wanted);
    var bytes = new ByteArrayOutputStream(FIRST_BYTES);
    try (JsonGenerator target = json.createGenerator(bytes)) {
      target.writeStartObject();
      target.writeStringField("model_name", model);
      target.writeStringField("model_version", version);
      if (id != null) {
        target.writeStringField("id", id);
      }
      target.writeArrayFieldStart("outputs");
      for (String output : outputs) {
        if (output.equals(LABEL)) {
          labels(predictions, target);
        } else {
          probabilities(predictions, target);
        }
      }
      target.writeEndArray();
      target.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static List<String> outputs(Predictions predictions, List<String> wanted) {
    List<String> given = new ArrayList<>(List.of(LABEL));
    if (predictions.width() > 0) {
      given.add(PROBABILITIES);
    }
    for (String output : wanted) {
      if (!given.contains(output)) {
        throw MlboxException.invalid(
            Problem.of("there is no output " + output)
                .at("request body")
                .expected(String.join(" or ", given)));
      }
    }
    return wanted.isEmpty() ? given : wanted;
  }

  private static void labels(Predictions predictions, JsonGenerator target) throws IOException {
    head(LABEL, datatype(predictions.values().type()), target, predictions.rows());
    target.writeArrayFieldStart("data");
    for (int row = 0; row < predictions.rows(); row++) {
      RowsWriter.value(predictions.values(), row, target);
    }
    target.writeEndArray();
    target.writeEndObject();
  }

  private static void probabilities(Predictions predictions, JsonGenerator target)
      throws IOException {
    head(PROBABILITIES, "FP64", target, predictions.rows(), predictions.width());
    if (!predictions.classes().isEmpty()) {
      target.writeObjectFieldStart("parameters");
      target.writeStringField("classes", BodyJson.list(predictions.classes()));
      target.writeEndObject();
    }
    target.writeFieldName("data");
    target.writeArray(predictions.probabilities(), 0, predictions.probabilities().length);
    target.writeEndObject();
  }

  private static void head(String name, String datatype, JsonGenerator target, int... shape)
      throws IOException {
    target.writeStartObject();
    target.writeStringField("name", name);
    target.writeStringField("datatype", datatype);
    target.writeFieldName("shape");
    target.writeArray(shape, 0, shape.length);
  }
}
