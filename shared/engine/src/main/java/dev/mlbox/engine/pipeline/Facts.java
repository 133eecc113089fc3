package dev.mlbox.engine.pipeline;

import dev.mlbox.core.measure.Evaluation;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is kept with a release for people: origin and metrics. */
public final class Facts {
  private Facts() {}

  static final String METRIC = "metric ";

  public static Map<String, String> of(MadeModel made, Measured measured) {
    Map<String, String> facts = new TreeMap<>(made.origin());
    Evaluation evaluation = measured.checked().candidate();
    evaluation.metrics().forEach((name, value) -> facts.put(METRIC + name, number(value.value())));
    // Timings differ from run to run and do not belong to what the model is.
    facts.keySet().removeIf(name -> name.startsWith(METRIC + "predict_ms"));
    facts.put("data", evaluation.subject().data().toString());
    return facts;
  }

  /** The main metrics in one line. */
  public static String metrics(Evaluation evaluation) {
    return evaluation.metrics().entrySet().stream()
        .filter(entry -> entry.getValue().undefined() == null)
        .map(entry -> entry.getKey() + " " + number(entry.getValue().value()))
        .collect(Collectors.joining(", "));
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e12
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.4f", value);
  }
}
