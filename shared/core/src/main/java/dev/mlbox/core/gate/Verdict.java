package dev.mlbox.core.gate;

import java.util.Collection;
import java.util.Collections;

/** What the rows say about a gate; the later, the worse. */
public enum Verdict {
  /** The claim holds. */
  PASS,
  /** The rows cannot tell. */
  INCONCLUSIVE,
  /** The claim does not hold. */
  FAIL,
  /** There was nothing to judge by. */
  ERROR;

  public Verdict or(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** PASS if there are none. */
  public static Verdict worst(Collection<Verdict> verdicts) {
    return verdicts.isEmpty() ? PASS : Collections.max(verdicts);
  }
}
