package dev.mlbox.core.gate;

/** What the evidence says of a claim, best first; the worst of several is the verdict of all. */
public enum Verdict {
  PASS,
  INCONCLUSIVE,
  FAIL,
  ERROR;

  public Verdict worse(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
