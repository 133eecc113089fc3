package dev.mlbox.core.data;

import java.util.List;

/**
 * A finding by counts, and the rows that show it, which are still to be looked up.
 *
 * @param finding without examples
 * @param sample those rows
 */
public record Sighting(DataFinding finding, RowSample sample) {

  /** The finding with such rows in words. */
  public DataFinding with(List<String> examples) {
    return new DataFinding(finding.kind(), finding.notable(), finding.message(), examples);
  }
}
