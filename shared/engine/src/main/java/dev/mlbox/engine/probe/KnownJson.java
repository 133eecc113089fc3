package dev.mlbox.engine.probe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.port.ProbeMemory.Known;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.engine.json.Json;
import java.util.Arrays;

/** Rows with known answers as JSON, column by column. */
public final class KnownJson {
  private static final JsonMapper MAPPER = Json.mapper().copy();

  static {
    MAPPER.addMixIn(Column.class, ColumnByName.class);
  }

  private KnownJson() {}

  public static String write(Known known) {
    try {
      return MAPPER.writeValueAsString(known);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a table that cannot be written as JSON", e);
    }
  }

  /**
   * Reads what was written.
   *
   * @param place where it was found, for the message
   */
  public static Known read(String json, String place) {
    try {
      return MAPPER.readValue(json, Known.class);
    } catch (JsonProcessingException e) {
      throw MlboxException.broken(
          Problem.of("damaged probe rows: " + e.getOriginalMessage()).at(place), e);
    }
  }

  /** The first rows only. */
  public static Known first(Known known, int rows) {
    Predictions all = known.answers();
    return new Known(
        known.rows().slice(0, rows),
        new Predictions(
            all.values().slice(0, rows),
            all.classes(),
            Arrays.copyOf(all.probabilities(), rows * all.width()),
            all.width()));
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Column.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Column.Whole.class, name = "whole"),
    @JsonSubTypes.Type(value = Column.Real.class, name = "real")
  })
  private interface ColumnByName {}
}
