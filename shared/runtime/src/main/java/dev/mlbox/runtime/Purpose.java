package dev.mlbox.runtime;

import java.util.function.Consumer;

/** What a model is loaded for: it decides how the processor's cores are shared. */
public enum Purpose {
  /** Few large batches: all cores work on one. */
  VALIDATE,
  /** Many small requests at once: each has one core. */
  SERVE;

  /** Threads within one call of an ONNX model. */
  int threads() {
    return this == SERVE ? 1 : Runtime.getRuntime().availableProcessors();
  }

  /** Python processes. */
  int workers() {
    return this == SERVE ? Runtime.getRuntime().availableProcessors() : 1;
  }

  /** Where the lines of a server go: into the box's log, or nowhere while it is evaluated. */
  Consumer<String> log() {
    return this == SERVE ? System.err::println : line -> {};
  }
}
