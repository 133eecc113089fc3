package dev.mlbox.core.model;

/** What is needed to ask a model. */
public enum ModelKind {
  /** An ONNX graph, run by ONNX Runtime. */
  ONNX,
  /** A Python function {@code module:function} in a long-lived worker process. */
  PYTHON,
  /** A server of the user's own, which a box stands in front of. */
  SERVER,
  /** No model at hand, only its answers, one row for each row of the data. */
  PREDICTIONS
}
