package dev.mlbox.engine.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/**
 * What commands print and keep for machines: as {@link Json}, and what there is not is left out. A
 * local front reads JSON, too, and has no library for that.
 */
public final class ResultJson {
  private static final JsonMapper MAPPER =
      Json.mapper()
          .rebuild()
          .addModule(new Jdk8Module())
          .serializationInclusion(JsonInclude.Include.NON_ABSENT)
          .build();

  private ResultJson() {}

  /** For people as well. */
  public static String pretty(Object result) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that cannot be written as JSON", e);
    }
  }
}
