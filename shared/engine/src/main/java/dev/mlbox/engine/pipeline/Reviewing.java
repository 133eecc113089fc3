package dev.mlbox.engine.pipeline;

import dev.mlbox.engine.data.Background;
import dev.mlbox.engine.data.DataSource;
import java.util.concurrent.Future;
import java.util.function.Function;

/** A look at the rows while models are asked about them. */
final class Reviewing implements AutoCloseable {
  private final Future<DataReview.Reviewed> review;
  private final DataSource data;

  private Reviewing(Future<DataReview.Reviewed> review, DataSource data) {
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
    boolean beside = besides && data.isSmall();
    return new Reviewing(Background.begin(beside, "review", () -> review.apply(own)), own);
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
