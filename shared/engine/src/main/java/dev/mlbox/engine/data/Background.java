package dev.mlbox.engine.data;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What came of work beside other work. */
public final class Background {
  private Background() {}

  /**
   * Waits for the work, and fails as it failed.
   *
   * @throws MlboxException BROKEN when whoever waits is interrupted
   */
  public static <T> T result(Future<T> work) {
    try {
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MlboxException.broken(Problem.of("reading the data was interrupted"), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    }
  }
}
