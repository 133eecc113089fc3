package dev.mlbox.core.measure;

/** What a model is asked to say of a row. */
public enum Task {
  /** One of two classes, one of which counts as positive. */
  BINARY("two classes"),
  /** One of more than two classes. */
  MULTICLASS("more than two classes"),
  /** A number. */
  REGRESSION("numbers");

  private final String words;

  Task(String words) {
    this.words = words;
  }

  /** What its target holds, in words. */
  public String words() {
    return words;
  }
}
