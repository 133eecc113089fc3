package dev.mlbox.core.measure;

/** What a model is asked to say of a row. */
public enum Task {
  /** One of two classes, one of which counts as positive. */
  BINARY("two classes"),
  /** One of more than two classes. */
  MULTICLASS("more than two classes"),
  /** A number. */
  REGRESSION("numbers"),
  /** A text, which may be right in part. */
  TEXT("text"),
  /** Any number of labels, or none. */
  MULTILABEL("sets of labels");

  private final String words;

  Task(String words) {
    this.words = words;
  }

  /** What its target holds, in words. */
  public String words() {
    return words;
  }

  /** Whether each row has one class of a few. */
  public boolean isOfClasses() {
    return this == BINARY || this == MULTICLASS;
  }
}
