package dev.mlbox.engine.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.run.RolloutEnd;
import java.util.regex.Pattern;

/**
 * Core's records by their component names, sorted; durations and instants as ISO-8601 text, weights
 * as plain numbers. Unknown keys are passed over, so that an older mlbox reads what a newer one
 * wrote. Core itself knows of no JSON.
 */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addMixIn(Weight.class, WeightAsNumber.class)
          .addMixIn(Metric.class, MetricByName.class)
          .addMixIn(RolloutState.class, StateByName.class)
          .addMixIn(RolloutEnd.class, EndWithoutTeller.class)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  private static final Pattern SOURCE =
      Pattern.compile(" ?\\(?(start marker )?at \\[Source: .*?; (line|byte offset)[^]]*\\]\\)?");

  private Json() {}

  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** In one line. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record that cannot be written as JSON", e);
    }
  }

  /** For people. */
  public static String pretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record that cannot be written as JSON", e);
    }
  }

  /**
   * Reads what was written.
   *
   * @param place where it was found, for the message
   */
  public static <T> T read(String json, Class<T> type, String place) {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw damaged(place, "it is empty", null);
      }
      return value;
    } catch (JsonProcessingException e) {
      throw damaged(place, withoutSource(e.getOriginalMessage()), e);
    }
  }

  /** Jackson writes where a text comes from, and that it does not show it. */
  private static String withoutSource(String message) {
    return SOURCE.matcher(message).replaceAll("");
  }

  private static MlboxException damaged(
      String place, String why, @org.jspecify.annotations.Nullable Throwable cause) {
    return MlboxException.broken(Problem.of("a damaged record: " + why).at(place), cause);
  }

  private interface MetricByName {
    @JsonValue
    String name();
  }

  private interface WeightAsNumber {
    @JsonValue
    double share();

    @JsonCreator
    static Weight of(double share) {
      return new Weight(share);
    }
  }

  /** Who tells of an end is of no matter once it has been told. */
  @JsonIgnoreProperties({"promotedByOther"})
  private interface EndWithoutTeller {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = RolloutState.Preparing.class, name = "preparing"),
    @JsonSubTypes.Type(value = RolloutState.Probing.class, name = "probing"),
    @JsonSubTypes.Type(value = RolloutState.Shadowing.class, name = "shadowing"),
    @JsonSubTypes.Type(value = RolloutState.Shifting.class, name = "shifting"),
    @JsonSubTypes.Type(value = RolloutState.Awaiting.class, name = "awaiting"),
    @JsonSubTypes.Type(value = RolloutState.Promoting.class, name = "promoting"),
    @JsonSubTypes.Type(value = RolloutState.Watching.class, name = "watching"),
    @JsonSubTypes.Type(value = RolloutState.Reverting.class, name = "reverting"),
    @JsonSubTypes.Type(value = RolloutState.Reverted.class, name = "reverted"),
    @JsonSubTypes.Type(value = RolloutState.Succeeded.class, name = "succeeded"),
    @JsonSubTypes.Type(value = RolloutState.Halted.class, name = "halted")
  })
  @JsonIgnoreProperties({"final"})
  private interface StateByName {}
}
