package dev.mlbox.runtime.onnx;

import ai.onnxruntime.OrtException;

/** ONNX Runtime's own words about a failure, in one line. */
final class Words {

  private Words() {}

  /** The first line, without the error code and the path that are said elsewhere. */
  static String of(OrtException failure) {
    return String.valueOf(failure.getMessage())
        .replaceFirst("^Error code - \\w+ - message: ", "")
        .replaceFirst("^Load model from .* failed:", "")
        .lines()
        .findFirst()
        .orElse("no reason given")
        .strip()
        .replaceFirst("\\.$", "");
  }
}
