package dev.mlbox.core.gate;

import java.util.Comparator;
import java.util.Optional;

/**
 * What came of one gate.
 *
 * @param gate the line, and where it was set
 * @param verdict the worst of its parts
 * @param blocks whether it stops the candidate
 * @param message one line with numbers
 * @param evidence the numbers
 */
public record Finding(
    Gate gate, Verdict verdict, boolean blocks, String message, Evidence evidence) {

  /** The part that speaks most against the candidate; empty if none could be judged. */
  public Optional<Part> worst() {
    return evidence.parts().stream()
        .filter(part -> part.verdict() != null && part.comparison() != null)
        .min(
            Comparator.comparing(Part::severity)
                .reversed()
                .thenComparingDouble(part -> part.gain(gate.metric().direction())));
  }
}
