package dev.mlbox.core.gate;

import java.util.Collection;
import java.util.Collections;

/** What the evidence says of a claim, best first; the worst of several is the verdict of all. */
public enum Verdict {
  PASS,
  INCONCLUSIVE,
  FAIL,
  ERROR;

  public Verdict worse(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** PASS if there are none. */
  public static Verdict worst(Collection<Verdict> verdicts) {
    return verdicts.isEmpty() ? PASS : Collections.max(verdicts);
  }
}
