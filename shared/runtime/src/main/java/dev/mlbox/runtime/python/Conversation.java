package dev.mlbox.runtime.python;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One worker process: a question in, its answer out. When an answer does not come, the process has
 * ended or is ended, with all that it started.
 */
final class Conversation implements AutoCloseable {
  /**
   * An answer may still be on its way through the pipe when the end of its process is known, on a
   * busy machine for long. Where there is none the pipe's own end says so, unless a child of the
   * model keeps it open: only then is this waited for.
   */
  private static final Executor SHORTLY = CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS);

  private final Process process;
  private final LastWords words;
  private final JsonParser answers;
  private final ExecutorService thread = Executors.newSingleThreadExecutor(Conversation::daemon);
  private volatile CompletableFuture<JsonNode> pending = new CompletableFuture<>();

  /**
   * @param prints hears every line that it prints
   */
  Conversation(Process process, Consumer<String> prints) {
    this.process = process;
    this.words = new LastWords(process.getErrorStream(), prints);
    try {
      this.answers = Json.MAPPER.createParser(process.getInputStream());
    } catch (IOException e) {
      process.destroyForcibly();
      throw new UncheckedIOException(e);
    }
    // Not only the pipe tells: a child of the model may keep it open.
    var unused =
        process
            .onExit()
            .thenRunAsync(() -> pending.completeExceptionally(new EOFException()), SHORTLY);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "mlbox-python");
    thread.setDaemon(true);
    return thread;
  }

  /** Why there is no answer. */
  enum Silence {
    ENDED,
    LATE,
    INTERRUPTED
  }

  /** There is no answer, and no process any more. */
  static final class SilentException extends Exception {
    private static final long serialVersionUID = 1L;
    private final Silence silence;

    SilentException(Silence silence, Throwable cause) {
      super(cause);
      this.silence = silence;
    }

    Silence silence() {
      return silence;
    }
  }

  /**
   * Sends a line and waits for the answer.
   *
   * @param question a line with its end; empty to wait for what the worker says by itself
   */
  JsonNode ask(byte[] question, Duration limit) throws SilentException {
    CompletableFuture<JsonNode> reply = new CompletableFuture<>();
    pending = reply;
    if (!process.isAlive()) {
      SHORTLY.execute(() -> reply.completeExceptionally(new EOFException()));
    }
    thread.execute(() -> exchange(question, reply));
    try {
      return reply.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      close();
      throw new SilentException(Silence.ENDED, e);
    } catch (TimeoutException e) {
      close();
      throw new SilentException(Silence.LATE, e);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new SilentException(Silence.INTERRUPTED, e);
    }
  }

  private void exchange(byte[] question, CompletableFuture<JsonNode> reply) {
    try {
      process.getOutputStream().write(question);
      process.getOutputStream().flush();
      JsonNode answer = answers.readValueAsTree();
      if (answer == null) {
        reply.completeExceptionally(new EOFException());
      } else {
        reply.complete(answer);
      }
    } catch (IOException | RuntimeException e) {
      reply.completeExceptionally(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Of the ended process. */
  int exitCode() {
    return process.exitValue();
  }

  /** The last lines printed, in one. */
  String lastWords() {
    return words.take();
  }

  /** Ends the process and all that it started. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    // The worker ends its whole process group when its input ends, also in the middle of a batch.
    // A thread of its own, since a stuck write would hold the stream's lock.
    new Thread(this::endInput, "mlbox-python-close").start();
    if (!ends(Duration.ofSeconds(1))) {
      process.destroyForcibly();
      ends(Duration.ofSeconds(5));
    }
    children.forEach(ProcessHandle::destroyForcibly);
    thread.shutdownNow();
  }

  private void endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already.
    }
  }

  /** Waits also when interrupted: ending a process is what an interrupt is for. */
  private boolean ends(Duration limit) {
    boolean interrupted = Thread.interrupted();
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
