package dev.mlbox.serving;

import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.runtime.Models;
import dev.mlbox.runtime.Purpose;
import dev.mlbox.serving.settings.BoxSettings;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The program in every image of a model. It is told all by its environment ({@link BoxSettings}),
 * ends by itself only when it cannot start (exit 4 for what the user wrote, 5 for the rest), and
 * drains when it is told to stop (SIGTERM, SIGINT; exit 0).
 */
public final class Box {
  private static final int INVALID = 4;
  private static final int BROKEN = 5;

  private Box() {}

  public static void main(String[] arguments) {
    int status = run(System.getenv(), Box::load, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  /**
   * Starts a box.
   *
   * @return the status to exit with; 0 when it runs
   */
  static int run(Map<String, String> variables, ModelLoader models, PrintStream errors) {
    Console console = new Console(errors, System::nanoTime);
    try {
      Environment environment =
          new Environment(
              models,
              System::nanoTime,
              () -> ThreadLocalRandom.current().nextDouble(),
              console,
              variables);
      RunningBox box = RunningBox.start(BoxSettings.from(variables), environment);
      box.onEnd(
          why -> {
            console.accept(why);
            Runtime.getRuntime().halt(BROKEN);
          });
      Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(box), "mlbox-drain"));
      return 0;
    } catch (MlboxException e) {
      e.problems().forEach(problem -> console.accept(problem.message()));
      return e.fault() == Fault.INVALID ? INVALID : BROKEN;
    } catch (RuntimeException | LinkageError e) {
      console.accept(Problem.of("it cannot start: " + e).message());
      return BROKEN;
    }
  }

  /** What a Python model prints is for whoever reads the box's log. */
  private static Predictor load(ModelSpec spec, int workers) {
    return Models.load(spec, Purpose.serve(workers, System.err::println));
  }

  /** A JVM that ends on a signal has its number as status, unless it is halted: 0 means drained. */
  private static void drain(RunningBox box) {
    int status = 0;
    try {
      box.drain();
    } catch (RuntimeException e) {
      status = BROKEN;
    } finally {
      Runtime.getRuntime().halt(status);
    }
  }
}
