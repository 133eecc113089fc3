package dev.mlbox.runtime;

import java.util.function.Consumer;

/**
 * What a model is loaded for: it decides how the processor's cores are shared.
 *
 * @param threads within one call of an ONNX model
 * @param workers Python processes
 * @param prints hears every line that a Python model or a server prints
 */
public record Purpose(int threads, int workers, Consumer<String> prints) {

  /** Few large batches: all cores work on one. */
  public static Purpose validate() {
    return new Purpose(Runtime.getRuntime().availableProcessors(), 1, line -> {});
  }

  /**
   * Many small requests at once: each has one core.
   *
   * @param workers Python processes; each has the model in its own memory
   */
  public static Purpose serve(int workers, Consumer<String> prints) {
    return new Purpose(1, workers, prints);
  }
}
