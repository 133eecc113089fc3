package dev.mlbox.core.gate;

/**
 * How strictly gates are judged.
 *
 * @param alpha one-sided level of every claim, in (0, ½)
 * @param strict whether "proven worse at all" fails a gate, rather than "worse than the margin"
 * @param inconclusiveBlocks whether a gate that cannot tell stops the candidate
 * @param minRows slices with fewer rows are listed, not judged; at least 1
 * @param seed of the bootstrap
 */
public record GateRules(
    double alpha, boolean strict, boolean inconclusiveBlocks, int minRows, long seed) {
  /** The usual level. */
  public static final double ALPHA = 0.05;

  public GateRules {
    if (!(alpha > 0 && alpha < 0.5)) {
      throw new IllegalArgumentException("alpha must be between 0 and 0.5, but is " + alpha);
    }
    if (minRows < 1) {
      throw new IllegalArgumentException("minRows must be at least 1, but is " + minRows);
    }
  }

  boolean blocks(Verdict verdict) {
    return switch (verdict) {
      case PASS -> false;
      case INCONCLUSIVE -> inconclusiveBlocks;
      case FAIL, ERROR -> true;
    };
  }
}
