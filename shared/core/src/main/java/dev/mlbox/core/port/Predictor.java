package dev.mlbox.core.port;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.table.Table;

/** A loaded model. The same implementation answers in the gate and in the box. */
public interface Predictor extends AutoCloseable {

  Signature signature();

  /**
   * Answers every row of a table; safe to call from several threads.
   *
   * @param rows at least the columns that the model wants; others are left alone
   * @return as many answers as rows, in their order
   * @throws dev.mlbox.core.problem.MlboxException INVALID when a column is missing or of another
   *     type (the message names it), BROKEN when the model itself fails
   */
  Predictions predict(Table rows);

  /** Whether it can answer at present, as far as it knows; not for ever. */
  default boolean isAble() {
    return true;
  }

  @Override
  void close();
}
