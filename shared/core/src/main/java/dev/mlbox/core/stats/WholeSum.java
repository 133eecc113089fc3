package dev.mlbox.core.stats;

import java.io.Serializable;
import java.math.BigInteger;

/** A sum of whole numbers of up to 62 bits, two thousand million of them; exact in any order. */
final class WholeSum implements Serializable {
  private static final long serialVersionUID = 1;
  private static final long LOW = 0xFFFF_FFFFL;

  private long low;
  private long high;

  /** Adds a number, not negative. */
  void add(long value) {
    low += value & LOW;
    high += value >>> Integer.SIZE;
  }

  void add(WholeSum other) {
    low += other.low;
    high += other.high;
  }

  BigInteger value() {
    return BigInteger.valueOf(high).shiftLeft(Integer.SIZE).add(BigInteger.valueOf(low));
  }
}
