package dev.mlbox.engine.probe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** A row of a table as a box reads it: {@code {"rows": [{"column": value, …}]}}. */
final class RowJson {
  /** A number that is missing is NaN, as the box reads it: not the text "NaN". */
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();

  private RowJson() {}

  static byte[] of(Table table, int row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("rows");
      json.writeStartObject();
      for (Map.Entry<String, Column> column : table.columns().entrySet()) {
        json.writeFieldName(column.getKey());
        value(json, column.getValue(), row);
      }
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory", e);
    }
    return bytes.toByteArray();
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
