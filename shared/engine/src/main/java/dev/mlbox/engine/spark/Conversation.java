package dev.mlbox.engine.spark;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.runtime.remote.Order;
import dev.mlbox.runtime.remote.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A running mlbox-spark: it is told what to do and answers, one order at a time. */
final class Conversation implements AutoCloseable {
  private static final int KEPT_LINES = 20;
  private static final int GRACE_SECONDS = 30;

  private final Process process;
  private final String place;
  private final Deque<String> last = new ArrayDeque<>();
  private final Thread hook;
  private final Thread listener;
  private final ObjectOutputStream orders;
  private @Nullable ObjectInputStream replies;

  private Conversation(Process process, String place) throws IOException {
    this.process = process;
    this.place = place;
    this.hook = new Thread(process::destroy, "end of Spark");
    this.listener = new Thread(this::listen, "words of Spark");
    this.orders = new ObjectOutputStream(process.getOutputStream());
  }

  /**
   * Starts it.
   *
   * @param place where it was asked for
   * @throws MlboxException BROKEN when it cannot be started
   */
  static Conversation start(
      SparkProgram program, Map<String, String> environment, Path folder, String place) {
    ProcessBuilder builder = new ProcessBuilder(program.words()).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    if (!program.classPath().isEmpty()) {
      builder.environment().put("CLASSPATH", program.classPath());
    }
    try {
      Conversation started = new Conversation(builder.start(), place);
      Runtime.getRuntime().addShutdownHook(started.hook);
      started.listener.setDaemon(true);
      started.listener.start();
      return started;
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("Spark cannot be started: " + e.getMessage()).at(place), e);
    }
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (last) {
          if (last.size() == KEPT_LINES) {
            last.removeFirst();
          }
          last.addLast(line);
        }
      }
    } catch (IOException e) {
      // It is gone, and so is what it had to say.
    }
  }

  /**
   * Gives an order and waits until it is done.
   *
   * @param progress hears how many rows are
   * @throws MlboxException as the other process says, or BROKEN when it ends
   */
  Reply tell(Order order, LongConsumer progress) {
    try {
      orders.writeObject(order);
      orders.flush();
      while (true) {
        Reply reply = (Reply) replies().readObject();
        if (reply instanceof Reply.Progress done) {
          progress.accept(done.rows());
        } else if (reply instanceof Reply.Failed failed) {
          throw failed.exception(place);
        } else {
          return reply;
        }
      }
    } catch (IOException | ClassNotFoundException e) {
      throw ended(e);
    }
  }

  /** Not before the other side has begun to speak. */
  private ObjectInputStream replies() throws IOException {
    ObjectInputStream known = replies;
    if (known == null) {
      known = new ObjectInputStream(process.getInputStream());
      replies = known;
    }
    return known;
  }

  private MlboxException ended(Exception e) {
    process.destroy();
    join();
    return MlboxException.broken(
        Problem.of("Spark ended before it had answered: " + reason()).at(place), e);
  }

  /** What was wrong by its own last words, rather than where in its code. */
  private String reason() {
    synchronized (last) {
      List<String> lines =
          last.stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.matches("(at |\\.\\.\\. \\d+ more).*"))
              .toList();
      return lines.stream()
          .filter(line -> line.contains("Exception") || line.contains("Error"))
          .reduce((first, second) -> second)
          .orElse(lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1));
    }
  }

  private void join() {
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      listener.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it: it goes when nobody speaks to it any more. */
  @Override
  public void close() {
    try {
      orders.close();
    } catch (IOException e) {
      // It has gone already.
    }
    join();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook runs, or has run, by itself.
    }
  }
}
