package dev.mlbox.spark;

import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.runtime.remote.Order;
import dev.mlbox.runtime.remote.Reply;
import java.io.IOException;
import java.util.Objects;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Does what it is told, one order after the other. */
final class Work implements AutoCloseable {
  private final Answers answers;
  private final SparkSession session;
  private @Nullable SparkRows rows;
  private @Nullable KeptRows kept;

  /** What has been answered to all rows, and is kept; null before it is. */
  private Order.@Nullable Ask answered;

  Work(Answers answers) {
    this.answers = answers;
    this.session = Sessions.start();
  }

  void take(Order order) {
    try {
      answers.send(answer(order));
    } catch (MlboxException e) {
      answers.send(Reply.Failed.of(e));
    } catch (Exception | LinkageError e) {
      // Scala throws checked exceptions without saying so.
      answers.send(failed(e));
    }
  }

  private Reply answer(Order order) throws IOException {
    if (order instanceof Order.Open open) {
      SparkRows found = SparkRows.open(session, open, answers);
      rows = found;
      return found.opened();
    }
    SparkRows known = Objects.requireNonNull(rows, "nothing is open");
    if (order instanceof Order.Bring bring) {
      return known.bring(bring);
    }
    if (order instanceof Order.Ask ask) {
      return asked(ask, known);
    }
    if (order instanceof Order.Keep keep) {
      return kept(keep, known);
    }
    KeptRows here = Objects.requireNonNull(kept, "nothing is kept");
    if (order instanceof Order.Sum sum) {
      return new Reply.Summed(here.sum(sum));
    }
    return order instanceof Order.Pair pair
        ? new Reply.Paired(here.pair(pair))
        : here.gather((Order.Gather) order);
  }

  private Reply kept(Order.Keep order, SparkRows known) throws IOException {
    forget();
    KeptRows found = known.keep(order);
    kept = found;
    Reply.Kept survey = found.survey(order.first());
    answered = new Order.Ask(order.models(), order.first());
    return survey;
  }

  /** Where sums turned out not to do, models have answered already. */
  private Reply asked(Order.Ask order, SparkRows known) throws IOException {
    KeptRows here = kept;
    try {
      return here != null && order.equals(answered) ? known.bring(here) : known.ask(order);
    } finally {
      forget();
    }
  }

  /** What was kept is of no more use once rows are asked about anew. */
  private void forget() {
    if (kept != null) {
      kept.forget();
      kept = null;
      answered = null;
    }
  }

  /** What is nobody's mistake that is known here: in Spark's own words, the innermost ones. */
  private static Reply.Failed failed(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
      if (cause instanceof MlboxException known) {
        return Reply.Failed.of(known);
      }
    }
    e.printStackTrace();
    return new Reply.Failed(Fault.BROKEN, "Spark failed: " + Words.of(e), null, null, null);
  }

  @Override
  public void close() {
    session.stop();
  }
}
