package dev.mlbox.engine.pipeline;

import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.port.TrainedModel;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is kept with a release for people: origin and metrics. */
public final class Facts {
  private Facts() {}

  static final String METRIC = "metric ";

  /** Followed by the path of a file that training read. */
  public static final String INPUT = "input ";

  /** Facts travel with every release, so that they have to stay few. */
  private static final int MOST_INPUTS = 20;

  public static Map<String, String> of(MadeModel made, Measured measured) {
    Map<String, String> facts = new TreeMap<>(made.origin());
    Evaluation evaluation = measured.checked().candidate();
    evaluation.metrics().forEach((name, value) -> facts.put(METRIC + name, number(value.value())));
    // Timings differ from run to run and do not belong to what the model is.
    facts.keySet().removeIf(name -> name.startsWith(METRIC + "predict_ms"));
    facts.put("data", evaluation.subject().data().toString());
    return facts;
  }

  /** One digest over all that training was decided by, and, of few files, each one's. */
  static Map<String, String> ofInputs(TrainedModel.Inputs inputs) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("inputs", inputs.hash().toString());
    if (inputs.files().size() <= MOST_INPUTS) {
      inputs.files().forEach((name, digest) -> facts.put(INPUT + name, digest.toString()));
    }
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
