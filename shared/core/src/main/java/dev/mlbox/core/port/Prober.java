package dev.mlbox.core.port;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.table.Table;

/** Asks the boxes of one version directly, past every split and uncounted. */
public interface Prober {

  /**
   * What a version answers to rows.
   *
   * @throws dev.mlbox.core.problem.MlboxException BROKEN when it does not answer, with the box's
   *     words when it answered with an error
   */
  Predictions ask(Route route, Table rows);
}
