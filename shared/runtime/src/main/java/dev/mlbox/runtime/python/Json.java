package dev.mlbox.runtime.python;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mlbox.core.table.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Questions to a worker as JSON lines; NaN and infinities are written as Python does. */
final class Json {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .build();

  private Json() {}

  /** One question about the rows {@code from} (inclusive, from 0) to {@code to} (exclusive). */
  static byte[] question(long id, Map<String, Column> columns, int from, int to) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator json = MAPPER.createGenerator(line)) {
      json.writeStartObject();
      json.writeNumberField("id", id);
      json.writeObjectFieldStart("columns");
      for (Map.Entry<String, Column> column : columns.entrySet()) {
        json.writeFieldName(column.getKey());
        write(json, column.getValue(), from, to - from);
      }
      json.writeEndObject();
      json.writeNumberField("rows", to - from);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toByteArray();
  }

  private static void write(JsonGenerator json, Column column, int from, int count)
      throws IOException {
    if (column instanceof Column.Text text) {
      json.writeArray(text.values(), from, count);
    } else if (column instanceof Column.Whole whole) {
      json.writeArray(whole.values(), from, count);
    } else if (column instanceof Column.Real real) {
      json.writeArray(real.values(), from, count);
    }
  }
}
