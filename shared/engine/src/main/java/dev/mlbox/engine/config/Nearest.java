package dev.mlbox.engine.config;

import java.util.Collection;
import java.util.Optional;

/** The known word that somebody who wrote an unknown one probably meant. */
final class Nearest {
  private static final int ALWAYS_NEAR = 2;
  private static final int LETTERS_PER_SLIP = 3;

  private Nearest() {}

  /** The closest word, the first of equals; empty when none is close. */
  static Optional<String> to(String word, Collection<String> known) {
    int best = Math.min(Math.max(ALWAYS_NEAR, word.length() / LETTERS_PER_SLIP), word.length() - 1);
    String nearest = null;
    for (String candidate : known) {
      int distance = distance(word, candidate);
      if (distance < best || (distance == best && nearest == null)) {
        best = distance;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /**
   * Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other
   * (optimal string alignment).
   */
  static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(from, to, cost, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int step(String from, String to, int[][] cost, int i, int j) {
    char here = from.charAt(i - 1);
    char there = to.charAt(j - 1);
    int least = cost[i - 1][j - 1] + (here == there ? 0 : 1);
    least = Math.min(least, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped = i > 1 && j > 1 && here == to.charAt(j - 2) && there == from.charAt(i - 2);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
