package dev.mlbox.serving.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Writes the answer of {@code POST /predict}: {@code {"predictions": […]}}, one entry a row. With
 * probabilities an entry is {@code {"label": …, "probabilities": {"class": p, …}}}, or a list of
 * probabilities when the model does not name its classes; without, it is the bare value.
 */
final class RowsWriter {
  private static final int BYTES_A_ROW = 64;

  private final JsonFactory json;

  RowsWriter(JsonFactory json) {
    this.json = json;
  }

  byte[] write(Predictions predictions) {
    var bytes = new ByteArrayOutputStream(BYTES_A_ROW * (predictions.rows() + 1));
    try (JsonGenerator target = json.createGenerator(bytes)) {
      target.writeStartObject();
      target.writeArrayFieldStart("predictions");
      for (int row = 0; row < predictions.rows(); row++) {
        entry(predictions, row, target);
      }
      target.writeEndArray();
      target.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void entry(Predictions predictions, int row, JsonGenerator target)
      throws IOException {
    if (predictions.width() == 0) {
      value(predictions.values(), row, target);
      return;
    }
    target.writeStartObject();
    target.writeFieldName("label");
    value(predictions.values(), row, target);
    target.writeFieldName("probabilities");
    if (predictions.classes().isEmpty()) {
      target.writeArray(
          predictions.probabilities(), row * predictions.width(), predictions.width());
    } else {
      target.writeStartObject();
      for (int i = 0; i < predictions.width(); i++) {
        target.writeNumberField(predictions.classes().get(i), predictions.probability(row, i));
      }
      target.writeEndObject();
    }
    target.writeEndObject();
  }

  static void value(Column column, int row, JsonGenerator target) throws IOException {
    if (column instanceof Column.Text text) {
      target.writeString(text.values()[row]);
    } else if (column instanceof Column.Whole whole) {
      target.writeNumber(whole.values()[row]);
    } else if (column instanceof Column.Real real) {
      target.writeNumber(real.values()[row]);
    }
  }
}
