package dev.mlbox.engine.data;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Table;
import dev.mlbox.runtime.remote.Order;
import dev.mlbox.runtime.remote.RemoteColumn;
import java.util.List;

/**
 * Rows that stay elsewhere. Models are asked about them there; this machine has the columns that
 * only judges look at.
 */
public interface FarRows extends AutoCloseable {

  /** All of their columns, in the order of the files. */
  List<RemoteColumn> columns();

  /**
   * Asks models about all rows.
   *
   * @param first how many rows have their inputs brought
   * @throws dev.mlbox.core.problem.MlboxException INVALID when rows and models do not fit together
   */
  void ask(List<Order.Model> models, int first, Use use);

  @Override
  void close();

  /** Takes what comes back. */
  interface Use {

    /** So many rows are done. */
    void done(long rows);

    /** The inputs of the first rows, in parts, in order. */
    void inputs(Table part);

    /** Answers of a model, in parts, in the order of the rows. */
    void answers(int model, Predictions part);
  }
}
