package dev.mlbox.core.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * ROUGE (Lin, 2004, Text Summarization Branches Out) as the package rouge-score calculates it
 * without stemming: of the letters a to z and digits, so that it is for English alone.
 */
public final class Rouge {
  private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

  private Rouge() {}

  /** F of the longest common subsequence of words, of the reference that is most alike. */
  public static double longest(String answer, List<String> references) {
    return Squad.best(answer, references, Rouge::longest);
  }

  /** F of the sequences of so many words, of the reference that is most alike. */
  public static double sequences(int length, String answer, List<String> references) {
    return Squad.best(answer, references, (said, wanted) -> sequences(length, said, wanted));
  }

  private static double longest(String answer, String reference) {
    List<String> said = tokens(answer);
    List<String> wanted = tokens(reference);
    return f(longestCommon(wanted, said), said.size(), wanted.size());
  }

  private static double sequences(int length, String answer, String reference) {
    List<List<String>> said = runs(tokens(answer), length);
    List<List<String>> wanted = runs(tokens(reference), length);
    int common = Squad.common(Squad.counts(said), Squad.counts(wanted));
    return f(common, said.size(), wanted.size());
  }

  private static List<List<String>> runs(List<String> tokens, int length) {
    List<List<String>> runs = new ArrayList<>();
    for (int from = 0; from + length <= tokens.size(); from++) {
      runs.add(tokens.subList(from, from + length));
    }
    return runs;
  }

  private static double f(int common, int said, int wanted) {
    double precision = (double) common / Math.max(1, said);
    double recall = (double) common / Math.max(1, wanted);
    return common == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  private static int longestCommon(List<String> first, List<String> second) {
    int[] before = new int[second.size() + 1];
    int[] now = new int[second.size() + 1];
    for (String word : first) {
      for (int i = 1; i <= second.size(); i++) {
        now[i] =
            word.equals(second.get(i - 1)) ? before[i - 1] + 1 : Math.max(before[i], now[i - 1]);
      }
      int[] done = before;
      before = now;
      now = done;
    }
    return before[second.size()];
  }

  private static List<String> tokens(String text) {
    String plain = OTHER.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ");
    return Arrays.stream(plain.split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}
