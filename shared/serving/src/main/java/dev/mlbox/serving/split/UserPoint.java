package dev.mlbox.serving.split;

/**
 * Where a user stands between 0 and 1, always at the same place while one canary is on trial: those
 * below the weight get the canary, so that a growing weight only ever adds users to it. Another
 * canary shuffles them anew, or the same ones would try everything.
 */
final class UserPoint {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final double UNIT = 0x1.0p-53;

  private UserPoint() {}

  /**
   * FNV-1a (Fowler, Noll, Vo), whose high bits are poor for short words, and over it the finalizer
   * of SplitMix64 (Steele, Lea, Flood 2014, variant 13 of Stafford).
   *
   * @return uniform on [0, 1) over users
   */
  static double of(String user, String canaryVersion) {
    return (hash(user, canaryVersion) >>> 11) * UNIT;
  }

  /** The same in every box. */
  static long hash(String user, String canaryVersion) {
    return mix(add(add(OFFSET, canaryVersion) * PRIME, user));
  }

  private static long add(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return hash;
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
