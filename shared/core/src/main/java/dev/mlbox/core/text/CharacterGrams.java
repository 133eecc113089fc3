package dev.mlbox.core.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * chrF, F of the sequences of one to six characters with recall counting twice (Popović, 2015,
 * WMT), as sacreBLEU calculates it: white space left out, precision and recall averaged over the
 * lengths that occur.
 */
public final class CharacterGrams {
  /** Numbers of an item: for each length those that the answer, the reference and both have. */
  public static final int COUNTS = 18;

  private static final int ORDER = COUNTS / 3;
  private static final double FACTOR = 4;
  private static final int NEXT_LINE = 0x85;

  private CharacterGrams() {}

  /** The counts of an item, against the reference that is most alike. */
  public static double[] counts(String answer, List<String> references) {
    double[] best = new double[COUNTS];
    double most = -1;
    for (String reference : references) {
      double[] counts = counts(answer, reference);
      double f = f(counts);
      if (f > most) {
        most = f;
        best = counts;
      }
    }
    return best;
  }

  private static double[] counts(String answer, String reference) {
    int[] said = letters(answer);
    int[] wanted = letters(reference);
    double[] counts = new double[COUNTS];
    for (int length = 1; length <= ORDER; length++) {
      Map<String, Integer> first = grams(said, length);
      Map<String, Integer> second = grams(wanted, length);
      int at = 3 * (length - 1);
      counts[at] = second.isEmpty() ? 0 : Math.max(0, said.length - length + 1);
      counts[at + 1] = Math.max(0, wanted.length - length + 1);
      counts[at + 2] = Squad.common(first, second);
    }
    return counts;
  }

  private static Map<String, Integer> grams(int[] letters, int length) {
    Map<String, Integer> grams = new HashMap<>();
    for (int from = 0; from + length <= letters.length; from++) {
      grams.merge(new String(letters, from, length), 1, Integer::sum);
    }
    return grams;
  }

  private static int[] letters(String text) {
    return text.codePoints().filter(letter -> !isSpace(letter)).toArray();
  }

  /** What Python's {@code str.split} takes for white space. */
  static boolean isSpace(int letter) {
    return Character.isWhitespace(letter) || Character.isSpaceChar(letter) || letter == NEXT_LINE;
  }

  /** From 0 to 1, of counts that were added up over items. */
  public static double f(double[] counts) {
    double[] means = means(counts);
    double sum = FACTOR * means[0] + means[1];
    return sum == 0 ? 0 : (1 + FACTOR) * means[0] * means[1] / sum;
  }

  /** Precision, recall, and over how many lengths they are averaged. */
  private static double[] means(double[] counts) {
    double[] means = new double[3];
    for (int at = 0; at < COUNTS; at += 3) {
      if (counts[at] > 0 && counts[at + 1] > 0) {
        means[0] += counts[at + 2] / counts[at];
        means[1] += counts[at + 2] / counts[at + 1];
        means[2]++;
      }
    }
    double among = Math.max(1, means[2]);
    return new double[] {means[0] / among, means[1] / among, means[2]};
  }

  /** How {@link #f} changes with each count. */
  public static double[] gradient(double[] counts) {
    double[] means = means(counts);
    double sum = FACTOR * means[0] + means[1];
    double[] gradient = new double[COUNTS];
    if (sum == 0) {
      return gradient;
    }
    double byPrecision = (1 + FACTOR) * means[1] * means[1] / (sum * sum) / means[2];
    double byRecall = (1 + FACTOR) * FACTOR * means[0] * means[0] / (sum * sum) / means[2];
    for (int at = 0; at < COUNTS; at += 3) {
      double said = counts[at];
      double wanted = counts[at + 1];
      double both = counts[at + 2];
      if (said > 0 && wanted > 0) {
        gradient[at] = -byPrecision * both / (said * said);
        gradient[at + 1] = -byRecall * both / (wanted * wanted);
        gradient[at + 2] = byPrecision / said + byRecall / wanted;
      }
    }
    return gradient;
  }

  /** Counts added to others, so many times. */
  public static void add(double[] sums, double[] rows, int row, double times) {
    for (int i = 0; i < COUNTS; i++) {
      sums[i] += times * rows[row * COUNTS + i];
    }
  }

  /** The counts of all rows one after the other have those of a row here. */
  public static double dot(double[] gradient, double[] rows, int row) {
    double sum = 0;
    for (int i = 0; i < COUNTS; i++) {
      sum += gradient[i] * rows[row * COUNTS + i];
    }
    return sum;
  }
}
