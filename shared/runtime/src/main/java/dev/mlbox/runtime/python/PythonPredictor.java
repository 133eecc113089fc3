package dev.mlbox.runtime.python;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import dev.mlbox.runtime.batch.Batches;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Python function in worker processes that stay; rows go to it as JSON lines.
 *
 * <p>The function gets a dict from column to list. It returns a list of classes or numbers, a list
 * of dicts from class to probability, or a dict of {@code values}, {@code probabilities} and {@code
 * classes}; NumPy arrays and pandas Series are lists too.
 */
public final class PythonPredictor implements Predictor {
  private final String target;
  private final List<String> features;
  private final Duration limit;
  private final Script script;
  private final List<Worker> workers;
  private final Seats seats;
  private final AtomicLong questions = new AtomicLong();

  /**
   * How the function is run.
   *
   * @param count processes, at least 1: so many batches are answered at once
   * @param limit for one batch
   * @param rest of a seat whose process has ended twice in a row; twice as long after each more
   * @param prints hears every line that the function prints
   */
  public record Workers(int count, Duration limit, Duration rest, Consumer<String> prints) {
    public Workers {
      if (count < 1) {
        throw new IllegalArgumentException("at least one worker, not " + count);
      }
    }

    /** With a minute for each batch. */
    public static Workers of(int count) {
      return new Workers(count, Duration.ofMinutes(1), Duration.ofSeconds(1), line -> {});
    }

    /** The same for batches of another length. */
    public Workers within(Duration each) {
      return new Workers(count, each, rest, prints);
    }

    /** The same with another pause. */
    public Workers resting(Duration first) {
      return new Workers(count, limit, first, prints);
    }

    /** The same, heard. */
    public Workers heardBy(Consumer<String> listener) {
      return new Workers(count, limit, rest, listener);
    }
  }

  private PythonPredictor(
      String target, List<String> features, Duration limit, Script script, List<Worker> workers) {
    this.target = target;
    this.features = List.copyOf(features);
    this.limit = limit;
    this.script = script;
    this.workers = List.copyOf(workers);
    this.seats = new Seats(target, workers);
  }

  /**
   * Starts the workers and waits until each has loaded the function.
   *
   * @param folder where the module is; also the workers' current folder
   * @param target {@code module:function}
   * @param python the interpreter; null for the first one on the search path
   * @param features the columns that the function gets, in order; empty: all of the table
   * @throws MlboxException INVALID when there is no such function, or Python
   */
  public static PythonPredictor start(
      Path folder,
      String target,
      @Nullable String python,
      List<String> features,
      Workers settings) {
    if (!target.matches("[^:\\s]+:[^:\\s]+")) {
      throw MlboxException.invalid(
          Problem.of("the Python model is %s".formatted(target)).expected("module:function"));
    }
    if (!Files.isDirectory(folder)) {
      throw MlboxException.invalid(
          Problem.of("%s is no folder".formatted(folder))
              .expected("the folder with the Python module of %s".formatted(target)));
    }
    String interpreter = Interpreter.find(python);
    Script script = Script.create();
    List<Worker> workers = new ArrayList<>();
    PythonPredictor started;
    try {
      Launch launch = new Launch(interpreter, script.file(), folder, target, settings.prints());
      for (int i = 0; i < settings.count(); i++) {
        workers.add(new Worker(launch, settings.rest()));
      }
      started = new PythonPredictor(target, features, settings.limit(), script, workers);
      workers.forEach(Worker::awaitReady);
    } catch (RuntimeException e) {
      workers.forEach(Worker::close);
      script.close();
      throw e;
    }
    return started;
  }

  /** Empty: a function does not say what it wants. */
  @Override
  public Signature signature() {
    return new Signature(List.of(), List.of());
  }

  @Override
  public Predictions predict(Table rows) {
    Map<String, Column> columns = columns(rows);
    return Batches.predict(rows.rows(), Batches.ROWS, (from, to) -> ask(columns, from, to));
  }

  private Map<String, Column> columns(Table rows) {
    if (features.isEmpty()) {
      return rows.columns();
    }
    Map<String, Column> columns = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (String name : features) {
      rows.column(name)
          .ifPresentOrElse(
              column -> columns.put(name, column),
              () ->
                  problems.add(
                      Problem.of("column %s is missing".formatted(name))
                          .at("features of " + target)
                          .expected("it among " + String.join(", ", rows.names()))));
    }
    if (!problems.isEmpty()) {
      throw new MlboxException(Fault.INVALID, problems, null);
    }
    return columns;
  }

  private Predictions ask(Map<String, Column> columns, int from, int to) {
    byte[] question = Json.question(questions.incrementAndGet(), columns, from, to);
    Worker worker = seats.take();
    try {
      return new Answer(target, worker.ask(question, to - from, limit), to - from).read(from + 1);
    } finally {
      seats.giveBack(worker);
    }
  }

  /** False while every worker's process keeps ending. */
  @Override
  public boolean isAble() {
    return seats.anyLeft();
  }

  /** Ends the workers and the processes they started, also in the middle of a batch. */
  @Override
  public void close() {
    workers.forEach(Worker::close);
    script.close();
  }
}
