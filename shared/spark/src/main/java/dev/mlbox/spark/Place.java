package dev.mlbox.spark;

import java.io.Serializable;
import java.util.Map;

/**
 * Where the rows of each file stand among all of them; known to every executor.
 *
 * @param firsts number of the first row of a file, by its address
 * @param several whether there is more than one
 */
record Place(Map<String, Long> firsts, boolean several) implements Serializable {

  Place {
    firsts = Map.copyOf(firsts);
  }

  /** Number of the first row of a file among all rows. */
  long first(String file) {
    Long first = firsts.get(file);
    if (first == null) {
      throw new IllegalStateException("rows of %s, which was not asked for".formatted(file));
    }
    return first;
  }
}
