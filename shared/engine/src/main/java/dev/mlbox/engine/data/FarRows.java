package dev.mlbox.engine.data;

import dev.mlbox.core.measure.CutSums;
import dev.mlbox.core.measure.PairSums;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Table;
import dev.mlbox.runtime.remote.Order;
import dev.mlbox.runtime.remote.RemoteColumn;
import dev.mlbox.runtime.remote.Reply;
import java.util.List;
import java.util.function.LongConsumer;

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

  /** Whether rows are summed up where they are, as far as that can be done. */
  boolean areSummed();

  /**
   * Has models asked about all rows, and their answers kept where the rows are.
   *
   * @throws dev.mlbox.core.problem.MlboxException INVALID when rows and models do not fit together
   */
  Reply.Kept keep(Order.Keep order, LongConsumer done);

  /** Sums over what is kept. */
  CutSums sum(Order.Sum order);

  /** Sums of the difference of two models. */
  PairSums pair(Order.Pair order);

  /** Rows of small parts, in their order. */
  List<Reply.Few> gather(Order.Gather order);

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
