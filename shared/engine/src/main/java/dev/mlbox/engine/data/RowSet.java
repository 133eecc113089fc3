package dev.mlbox.engine.data;

/** A set of hashes of rows, in one array that is at most two thirds full; no objects. */
final class RowSet {
  private final long[] slots;
  private boolean hasZero;

  /**
   * @param most how many it may take
   */
  RowSet(int most) {
    slots = new long[Integer.highestOneBit(Math.max(8, most + most / 2)) << 1];
  }

  /** Takes a hash; false if it was in there already. */
  boolean add(long hash) {
    if (hash == 0) {
      boolean is = !hasZero;
      hasZero = true;
      return is;
    }
    int slot = slot(hash);
    boolean isNew = slots[slot] != hash;
    slots[slot] = hash;
    return isNew;
  }

  boolean contains(long hash) {
    return hash == 0 ? hasZero : slots[slot(hash)] == hash;
  }

  /** Where a hash is, or would be. */
  private int slot(long hash) {
    int mask = slots.length - 1;
    // The upper bits, as row hashes are mixed well but their sign bit is always 0.
    int slot = (int) (hash >>> 20) & mask;
    while (slots[slot] != 0 && slots[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
