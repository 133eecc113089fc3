package dev.mlbox.serving.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.mlbox.core.rollout.Weight;
import java.io.IOException;

/**
 * The JSON of everything that boxes share with the engine: the lease, the manifest, the tally.
 *
 * <p>Records by their component names; durations as ISO-8601 text ({@code "PT10S"}); a weight as a
 * plain number from 0 to 1; unknown keys are ignored, so that either side may be newer.
 */
public final class BoxJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(
              new SimpleModule()
                  .addSerializer(Weight.class, new WeightWriter())
                  .addDeserializer(Weight.class, new WeightReader()))
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private BoxJson() {}

  public static ObjectMapper mapper() {
    return MAPPER;
  }

  private static final class WeightWriter extends StdSerializer<Weight> {
    private static final long serialVersionUID = 1L;

    WeightWriter() {
      super(Weight.class);
    }

    @Override
    public void serialize(Weight weight, JsonGenerator target, SerializerProvider provider)
        throws IOException {
      target.writeNumber(weight.share());
    }
  }

  private static final class WeightReader extends StdDeserializer<Weight> {
    private static final long serialVersionUID = 1L;

    WeightReader() {
      super(Weight.class);
    }

    @Override
    public Weight deserialize(JsonParser source, DeserializationContext context)
        throws IOException {
      return new Weight(_parseDoublePrimitive(source, context));
    }
  }
}
