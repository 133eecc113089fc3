package dev.mlbox.engine.pipeline;

import dev.mlbox.engine.data.Background;
import dev.mlbox.engine.data.DataSource;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** A look at the rows while models are asked about them. */
final class Reviewing implements AutoCloseable {
  /** With more rows, both at once would take too much memory. */
  private static final long MOST_ROWS = 2_000_000;

  private final FutureTask<DataReview.Reviewed> review;
  private final DataSource data;

  private Reviewing(FutureTask<DataReview.Reviewed> review, DataSource data) {
    this.review = review;
    this.data = data;
  }

  /**
   * Begins.
   *
   * @param data the rows; read here over a connection of its own
   * @param besides whether nothing else that the review reads is read by others meanwhile
   */
  static Reviewing begin(
      DataSource data, boolean besides, Function<DataSource, DataReview.Reviewed> review) {
    DataSource own = data.again();
    FutureTask<DataReview.Reviewed> task = new FutureTask<>(() -> review.apply(own));
    if (besides && data.rows() <= MOST_ROWS) {
      Thread thread = new Thread(task, "review");
      thread.setDaemon(true);
      thread.start();
    } else {
      task.run();
    }
    return new Reviewing(task, own);
  }

  /** What was found, once it is. */
  DataReview.Reviewed found() {
    return Background.result(review);
  }

  /** Not before it has ended, as it reads until then. */
  @Override
  public void close() {
    try {
      review.get();
    } catch (java.util.concurrent.ExecutionException e) {
      // Told by found, unless something else went wrong first.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      data.close();
    }
  }
}
