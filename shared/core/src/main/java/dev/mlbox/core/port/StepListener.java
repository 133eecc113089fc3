package dev.mlbox.core.port;

/** Is told what happens inside a step while it happens; may be called from several threads. */
public interface StepListener {

  /** A line that a child process printed, without its line end. */
  void output(String line);

  /** Something decided or reached on the user's behalf, one sentence. */
  void note(String sentence);

  /** Something that failed without failing the step, one sentence. */
  void warning(String sentence);

  /** A listener for whoever does not want to know. */
  static StepListener silent() {
    return new StepListener() {
      @Override
      public void output(String line) {}

      @Override
      public void note(String sentence) {}

      @Override
      public void warning(String sentence) {}
    };
  }
}
