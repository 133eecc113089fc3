package dev.mlbox.core.measure;

/** What of an answer a metric looks at. */
public enum Basis {
  /** The predicted class. */
  CLASS,
  /** Any score of the positive class; only its order counts. */
  SCORE,
  /** Probabilities of the classes. */
  PROBABILITY,
  /** The predicted number. */
  NUMBER,
  /** Scores or numbers; only their order within a query counts. */
  ORDER,
  /** The words of the answer, or its set of labels. */
  WHOLE,
  /** Nothing of the rows: time and bytes. */
  RESOURCE
}
