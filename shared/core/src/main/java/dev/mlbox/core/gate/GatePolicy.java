package dev.mlbox.core.gate;

/**
 * What a gate takes for proof, and which of its verdicts stop the candidate.
 *
 * @param confident whether a claim about the baseline needs evidence; without it, two numbers are
 *     compared
 * @param strict whether "proven worse at all" fails the gate, rather than "worse than the margin"
 * @param inconclusiveBlocks whether it stops the candidate when the rows can't tell
 * @param errorBlocks whether it does so when nothing could be compared
 */
public record GatePolicy(
    boolean confident, boolean strict, boolean inconclusiveBlocks, boolean errorBlocks) {
  /** What holds where nobody says otherwise. */
  public static final GatePolicy USUAL = new GatePolicy(true, false, true, true);

  boolean blocks(Verdict verdict) {
    return switch (verdict) {
      case PASS -> false;
      case INCONCLUSIVE -> inconclusiveBlocks;
      case FAIL -> true;
      case ERROR -> errorBlocks;
    };
  }
}
