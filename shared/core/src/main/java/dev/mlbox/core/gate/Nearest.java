package dev.mlbox.core.gate;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The known word that somebody probably meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The known word with the fewest letters to change (Levenshtein, 1966; case counts nothing, nor
   * the order of parts between underscores); empty when all are too far away. The first of equals.
   */
  public static Optional<String> of(String word, Collection<String> known) {
    int least = Math.max(2, word.length() / 3) + 1;
    String nearest = null;
    for (String candidate : known) {
      int distance =
          Math.min(
              distance(plain(word), plain(candidate)), 1 + distance(parts(word), parts(candidate)));
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static String parts(String word) {
    return Arrays.stream(plain(word).split("_")).sorted().collect(Collectors.joining("_"));
  }

  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
