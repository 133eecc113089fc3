package dev.mlbox.cli;

import dev.mlbox.core.judge.Bins;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.measure.CustomMetrics;
import dev.mlbox.core.measure.Direction;
import dev.mlbox.core.measure.Measured;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.rollout.Weight;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Makes values of any record type, with something in each of its components. */
final class Specimens {
  private static final Bins.Expected BIN = new Bins.Expected(0.9, 1.1);
  private static final Map<Class<?>, Object> KNOWN =
      Map.ofEntries(
          Map.entry(String.class, "some"),
          Map.entry(boolean.class, true),
          Map.entry(int.class, 1),
          Map.entry(long.class, 1L),
          Map.entry(double.class, 0.5),
          Map.entry(Integer.class, 1),
          Map.entry(Long.class, 1L),
          Map.entry(Double.class, 0.5),
          Map.entry(Boolean.class, true),
          Map.entry(Instant.class, Instant.parse("2026-11-24T10:00:00Z")),
          Map.entry(Duration.class, Duration.ofSeconds(90)),
          Map.entry(OptionalLong.class, OptionalLong.of(1)),
          Map.entry(OptionalInt.class, OptionalInt.of(1)),
          Map.entry(OptionalDouble.class, OptionalDouble.of(0.5)),
          Map.entry(Digest.class, new Digest("ab".repeat(32))),
          Map.entry(Measured.class, Measured.of(0.5)),
          Map.entry(Metric.class, CustomMetrics.command("cost", Direction.LOWER)),
          Map.entry(Weight.class, new Weight(0.05)),
          Map.entry(Bins.class, new Bins("v1", List.of(), List.of(), List.of(BIN), 0.01)),
          Map.entry(Criterion.class, Criterion.parse("errors > 1.5 * stable and > 0.5%")));

  private Specimens() {}

  /** Several, that together show each type that can be in one. */
  static List<Object> of(Type type) {
    if (type instanceof ParameterizedType of) {
      Class<?> raw = (Class<?>) of.getRawType();
      List<Object> first = of(of.getActualTypeArguments()[0]);
      if (raw == Optional.class) {
        return List.of(Optional.of(first.get(0)), Optional.empty());
      }
      if (raw == Map.class) {
        return List.of(Map.of(first.get(0), of(of.getActualTypeArguments()[1]).get(0)));
      }
      return List.of(raw == Set.class ? Set.of(first.get(0)) : List.copyOf(first));
    }
    Class<?> raw = (Class<?>) type;
    if (KNOWN.containsKey(raw)) {
      return List.of(KNOWN.get(raw));
    }
    if (raw.isEnum()) {
      return List.of(raw.getEnumConstants());
    }
    if (raw.isSealed()) {
      return Arrays.stream(raw.getPermittedSubclasses())
          .flatMap(each -> of(each).stream())
          .toList();
    }
    if (raw.isRecord()) {
      return records(raw);
    }
    throw new AssertionError("Specimens knows no value of " + raw + "; add one");
  }

  private static List<Object> records(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<List<Object>> each = new ArrayList<>();
    for (RecordComponent component : components) {
      each.add(of(component.getGenericType()));
    }
    int most = each.stream().mapToInt(List::size).max().orElse(1);
    List<Object> made = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      int at = i;
      made.add(made(type, each.stream().map(values -> values.get(at % values.size())).toArray()));
    }
    return made;
  }

  private static Object made(Class<?> type, Object[] values) {
    try {
      Constructor<?> canonical =
          type.getDeclaredConstructor(
              Arrays.stream(type.getRecordComponents())
                  .map(RecordComponent::getType)
                  .toArray(Class[]::new));
      canonical.setAccessible(true);
      return canonical.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new AssertionError("Specimens cannot make " + type + "; add one", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no such constructor", e);
    }
  }
}
