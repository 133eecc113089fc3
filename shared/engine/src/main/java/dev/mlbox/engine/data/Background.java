package dev.mlbox.engine.data;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** What came of work beside other work. */
public final class Background {
  private Background() {}

  /**
   * Begins work.
   *
   * @param beside in a thread of its own; else it is done at once, for work that takes too much
   *     memory to be done beside other work
   */
  public static <T> Future<T> begin(boolean beside, String name, Callable<T> work) {
    if (beside) {
      return inItsOwnPool(name, work);
    }
    FutureTask<T> task = new FutureTask<>(work);
    task.run();
    return task;
  }

  /**
   * Parallel parts of the work are done by a pool of its own. In the common one, a thread that
   * waits for its parts, holding what others wait for, may find none but these others to do them.
   */
  private static <T> Future<T> inItsOwnPool(String name, Callable<T> work) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    ForkJoinPool pool =
        new ForkJoinPool(
            Math.max(1, ForkJoinPool.getCommonPoolParallelism()),
            of -> {
              ForkJoinWorkerThread thread =
                  ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(of);
              thread.setName(name);
              thread.setContextClassLoader(loader);
              return thread;
            },
            null,
            false);
    FutureTask<T> task = new FutureTask<>(work);
    pool.execute(
        () -> {
          task.run();
          pool.shutdown();
        });
    return task;
  }

  /**
   * What came of two works.
   *
   * @param beside of the one that may have been done beside the other
   * @param here of the other
   */
  public record Both<A, B>(A beside, B here) {}

  /**
   * Does two works, and fails only once both have ended, so that nobody works any more with what is
   * then closed: as the first failed, else as the second.
   *
   * @param beside whether the first is done beside the second; else before it, which is not begun
   *     when the first fails
   */
  public static <A, B> Both<A, B> both(
      boolean beside, String name, Callable<A> first, Supplier<B> second) {
    Future<A> begun = begin(beside, name, first);
    if (!beside) {
      return new Both<>(result(begun), second.get());
    }
    B here;
    try {
      here = second.get();
    } catch (RuntimeException | Error e) {
      // Fails by itself where the first has failed, too.
      A unused = result(begun);
      throw e;
    }
    return new Both<>(result(begun), here);
  }

  /** Waits for all, so that nobody works any more, and then fails as the first that failed. */
  public static <T> List<T> results(List<Future<T>> works) {
    for (Future<T> work : works) {
      try {
        work.get();
      } catch (ExecutionException | InterruptedException e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        // Told below.
      }
    }
    return new ArrayList<>(works.stream().map(Background::result).toList());
  }

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
