package dev.mlbox.serving.sample;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.AnswerId;
import dev.mlbox.serving.exchange.Endpoint;
import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.settings.Keeping;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps samples of requests, answers and labels, off the path of the requests: whoever answers only
 * puts them into a queue, and what finds no room there is left out.
 */
public final class Sampler implements AutoCloseable {
  /** Rows of larger requests are no sample of anything. */
  private static final int LARGEST = 1 << 20;

  private static final long MOST_WAITING = 16L << 20;
  private static final long CLOSE_MILLIS = 3000;

  private final Keeping keeping;
  private final Quota quota;
  private final BlockingQueue<Sample> waiting = new LinkedBlockingQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final LongAdder kept = new LongAdder();
  private final LongAdder leftOut = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final Thread thread;
  private volatile boolean closing;

  private Sampler(Keeping keeping, Quota quota, SampleWriter writer) {
    this.keeping = keeping;
    this.quota = quota;
    this.thread = new Thread(() -> run(writer), "mlbox-samples");
    thread.setDaemon(true);
  }

  /**
   * Begins.
   *
   * @param features the columns of a matrix, for requests that hold one
   * @param boot unlike that of any other start of a box
   * @param notes takes lines for the log
   */
  public static Sampler start(
      Keeping keeping,
      List<String> features,
      String boot,
      LongSupplier nanos,
      DoubleSupplier random,
      Consumer<String> notes) {
    Sampler sampler =
        new Sampler(
            keeping,
            new Quota(keeping.rate(), nanos, random),
            new SampleWriter(keeping, new SampleLines(features, keeping.redacted()), boot, notes));
    sampler.thread.start();
    return sampler;
  }

  /** Where what is kept can be read, and by whom. */
  public Keeping keeping() {
    return keeping;
  }

  /** Takes a request and what its client was told; good answers to rows only. */
  public void answered(Endpoint endpoint, Incoming request, Answer answer) {
    boolean rows =
        endpoint.kind() == Endpoint.Kind.ROWS || endpoint.kind() == Endpoint.Kind.TENSORS;
    if (!rows || !answer.good()) {
      return;
    }
    if (request.body().length() > LARGEST || !quota.take()) {
      leftOut.increment();
      return;
    }
    put(
        new Sample.Answered(
            System.currentTimeMillis(),
            endpoint.kind(),
            request.body(),
            answer.body(),
            answer.version(),
            answer.id()));
  }

  /** Takes what became known of an answer. */
  public void labelled(AnswerId id, List<JsonNode> labels) {
    put(new Sample.Labelled(System.currentTimeMillis(), id.nonce(), labels));
  }

  private void put(Sample sample) {
    if (waitingBytes.addAndGet(sample.bytes()) > MOST_WAITING) {
      waitingBytes.addAndGet(-sample.bytes());
      leftOut.increment();
    } else {
      waiting.add(sample);
    }
  }

  /** How many were written. */
  public double kept() {
    return kept.sum();
  }

  /** How many there was no room for, by the rate or the queue. */
  public double leftOut() {
    return leftOut.sum();
  }

  /** How many could not be written. */
  public double lost() {
    return lost.sum();
  }

  private void run(SampleWriter writer) {
    while (!closing || !waiting.isEmpty()) {
      Sample sample = next();
      if (sample != null) {
        waitingBytes.addAndGet(-sample.bytes());
        (writer.write(sample) ? kept : lost).increment();
      }
      writer.syncWhenDue();
    }
    writer.close();
  }

  private @Nullable Sample next() {
    try {
      return waiting.poll(SampleWriter.SYNC_NANOS / 5, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      closing = true;
      return null;
    }
  }

  /** What was taken before is written. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
