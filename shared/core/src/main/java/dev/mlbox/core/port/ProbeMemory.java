package dev.mlbox.core.port;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Table;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps, in the target, the rows that a version was probed with: whoever goes on with its rollout,
 * or goes back to it later, probes it alike.
 */
public interface ProbeMemory {

  /** Keeps them; a target may keep fewer than it is given, and none of no rows. */
  void keep(String version, Known known);

  /** What was kept of a version; empty when nothing was. */
  Optional<Known> recall(String version);

  /** Forgets all versions but these. */
  void forgetAllBut(Set<String> versions);

  /**
   * Rows with known answers.
   *
   * @param answers as many as rows
   */
  record Known(Table rows, Predictions answers) {}
}
