package dev.mlbox.runtime.server;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mlbox.core.model.ServerSpec;
import dev.mlbox.core.table.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Rows as the body of a request, as a kind of server wants them.
 *
 * @param columns by name, in order
 * @param from first row
 * @param to after the last row
 * @param matrix whether the columns are one tensor side by side, all of them numbers
 */
record Question(Map<String, Column> columns, int from, int to, boolean matrix) {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .build();

  byte[] body(ServerSpec.Speaks speaks) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
      json.writeStartObject();
      switch (speaks) {
        case MLFLOW -> frame(json);
        case V2, GRPC -> tensors(json);
        case ROWS -> rows(json);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** MLflow's {@code dataframe_split}, which keeps the order of columns. */
  private void frame(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("dataframe_split");
    json.writeArrayFieldStart("columns");
    for (String name : columns.keySet()) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("data");
    for (int row = from; row < to; row++) {
      json.writeStartArray();
      for (Column column : columns.values()) {
        value(json, column, row);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void rows(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("rows");
    for (int row = from; row < to; row++) {
      json.writeStartObject();
      for (Map.Entry<String, Column> column : columns.entrySet()) {
        json.writeFieldName(column.getKey());
        value(json, column.getValue(), row);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void tensors(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("inputs");
    if (matrix) {
      start(json, "input", "FP64", columns.size());
      for (int row = from; row < to; row++) {
        for (Column column : columns.values()) {
          value(json, column, row);
        }
      }
      end(json);
    } else {
      for (Map.Entry<String, Column> column : columns.entrySet()) {
        start(json, column.getKey(), type(column.getValue()), 1);
        for (int row = from; row < to; row++) {
          value(json, column.getValue(), row);
        }
        end(json);
      }
    }
    json.writeEndArray();
  }

  private void start(JsonGenerator json, String name, String type, int width) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeFieldName("shape");
    json.writeArray(new int[] {to - from, width}, 0, 2);
    json.writeStringField("datatype", type);
    json.writeArrayFieldStart("data");
  }

  private static void end(JsonGenerator json) throws IOException {
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String type(Column column) {
    return switch (column.type()) {
      case TEXT -> "BYTES";
      case WHOLE -> "INT64";
      case REAL -> "FP64";
    };
  }

  private static void value(JsonGenerator json, Column column, int row) throws IOException {
    if (column instanceof Column.Text text) {
      json.writeString(text.values()[row]);
    } else if (column instanceof Column.Whole whole) {
      json.writeNumber(whole.values()[row]);
    } else if (column instanceof Column.Real real) {
      json.writeNumber(real.values()[row]);
    }
  }
}
