package dev.mlbox.serving.model;

import dev.mlbox.core.problem.Problem;
import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Endpoint;
import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.exchange.Paths;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The box's own model on threads of its own, so that a slow one holds up nothing else. Work that
 * does not fit into the queue is refused at once, and work whose time is over is not begun.
 */
public final class ServedModel implements OwnModel {
  private static final Endpoint ROWS = new Endpoint(Endpoint.Kind.ROWS, "");
  private static final int WAITING_PER_THREAD = 64;

  private final Vertx vertx;
  private final BoxedModel model;
  private final Duration limit;
  private final int waiting;
  private final ThreadPoolExecutor threads;

  /**
   * @param model closed with this
   * @param limit from the request's arrival here to its answer
   */
  public ServedModel(Vertx vertx, BoxedModel model, int threads, Duration limit) {
    this.vertx = vertx;
    this.model = model;
    this.limit = limit;
    this.waiting = threads * WAITING_PER_THREAD;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            work -> {
              Thread thread = new Thread(work, "mlbox-model-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public Paths paths() {
    return new Paths.OfModel();
  }

  /** What can be said without asking the model is. */
  @Override
  public Future<Answer> answer(Endpoint endpoint, Incoming request) {
    return endpoint.isPrediction()
        ? predict(endpoint, request)
        : Future.succeededFuture(model.describe(endpoint));
  }

  @Override
  public Future<Answer> probe(Incoming request) {
    return predict(ROWS, request);
  }

  @Override
  public boolean isReady() {
    return model.isAble();
  }

  @Override
  public boolean isLive() {
    return model.isAble();
  }

  /**
   * Asks on a worker and answers on the caller's event loop: 503 when too much is waiting, 504 when
   * the time is over.
   */
  private Future<Answer> predict(Endpoint endpoint, Incoming request) {
    Job job = new Job(vertx.getOrCreateContext(), endpoint, request);
    try {
      threads.execute(job);
    } catch (RejectedExecutionException e) {
      return Future.succeededFuture(
          Answer.problem(
              503,
              Problem.of("%d requests are waiting for the model already".formatted(waiting))
                  .remedy("send fewer at a time, or run more replicas"),
              model.version()));
    }
    job.startTimer();
    return job.promise.future();
  }

  private Answer late() {
    return Answer.problem(
        504,
        Problem.of("the model did not answer within %d ms".formatted(limit.toMillis()))
            .at("MLBOX_TIME_LIMIT"),
        model.version());
  }

  @Override
  public void close() {
    threads.shutdownNow();
    model.close();
  }

  private final class Job implements Runnable {
    private final Context context;
    private final Endpoint endpoint;
    private final Incoming request;
    private final Promise<Answer> promise = Promise.promise();
    private volatile boolean over;
    private long timer;

    Job(Context context, Endpoint endpoint, Incoming request) {
      this.context = context;
      this.endpoint = endpoint;
      this.request = request;
    }

    void startTimer() {
      timer =
          vertx.setTimer(
              Math.max(1, limit.toMillis()),
              id -> {
                over = true;
                promise.tryComplete(late());
              });
    }

    @Override
    public void run() {
      if (over) {
        return;
      }
      Answer answer = model.predict(endpoint, request);
      context.runOnContext(
          ignored -> {
            vertx.cancelTimer(timer);
            promise.tryComplete(answer);
          });
    }
  }
}
