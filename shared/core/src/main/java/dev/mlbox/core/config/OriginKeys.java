package dev.mlbox.core.config;

import dev.mlbox.core.problem.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where a model comes from: of the keys that say so, which go together. */
final class OriginKeys {
  private static final String ELSE_A_SERVER =
      "for a model that is a server already write server, and neither of them";

  private OriginKeys() {}

  /** Which there are of train, load and server; empty when they do not belong together. */
  static Set<String> of(Reading reading) {
    Set<String> found = new LinkedHashSet<>(List.of("train", "load", "server"));
    found.removeIf(key -> reading.at(key).isEmpty());
    if (found.size() == 1 || found.equals(Set.of("train", "server"))) {
      return found;
    }
    reading.problem(
        Problem.of(
                found.isEmpty()
                    ? "neither train nor load is set"
                    : "both %s and load are set"
                        .formatted(found.contains("train") ? "train" : "server"))
            .at(reading.place(found.isEmpty() ? "model" : "load"))
            .expected("train for a model that is made here, or load for one that exists")
            .remedy(
                found.contains("server")
                    ? "leave load out, and list the model among server.inputs"
                    : found.isEmpty() ? unoriginated(reading) : ELSE_A_SERVER));
    return Set.of();
  }

  /** What to write where nothing says where the model comes from. */
  private static String unoriginated(Reading reading) {
    String predict = reading.text("predict");
    return predict == null
        ? ELSE_A_SERVER
        : "load what the function reads, such as `load: model.pkl`, or `load: %s.py` where it is the model itself"
            .formatted(predict.replaceFirst(":.*", "").replace('.', '/'));
  }
}
