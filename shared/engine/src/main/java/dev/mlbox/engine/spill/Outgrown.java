package dev.mlbox.engine.spill;

/**
 * Ends a command whose rows do not fit, for whoever can begin it again with a heap in a file; no
 * problem of the user's, which is why it is not told as one.
 */
public final class Outgrown extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Spill spill;

  public Outgrown(Spill spill) {
    super(spill.intent());
    this.spill = spill;
  }

  /** What is needed instead. */
  public Spill spill() {
    return spill;
  }
}
