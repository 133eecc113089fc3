package dev.mlbox.core.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.regex.Pattern;

/**
 * Exact match and token F1 as the evaluation script of SQuAD has them (Rajpurkar et al., 2016,
 * EMNLP; 2.0 of 2018 for answers without words): in small letters, without punctuation and
 * articles.
 */
public final class Squad {
  private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}");
  private static final Pattern ARTICLE =
      Pattern.compile("\\b(a|an|the)\\b", Pattern.UNICODE_CHARACTER_CLASS);

  private Squad() {}

  /** Whether an answer is one of the references. */
  public static boolean exact(String answer, List<String> references) {
    List<String> said = tokens(answer);
    return references.stream().anyMatch(reference -> tokens(reference).equals(said));
  }

  /** From 0 to 1, that of the reference which is most alike. */
  public static double f1(String answer, List<String> references) {
    return best(answer, references, Squad::f1);
  }

  static double best(
      String answer, List<String> references, ToDoubleBiFunction<String, String> likeness) {
    double best = 0;
    for (String reference : references) {
      best = Math.max(best, likeness.applyAsDouble(answer, reference));
    }
    return best;
  }

  private static double f1(String answer, String reference) {
    List<String> said = tokens(answer);
    List<String> wanted = tokens(reference);
    if (said.isEmpty() || wanted.isEmpty()) {
      return said.equals(wanted) ? 1 : 0;
    }
    double common = common(counts(said), counts(wanted));
    double precision = common / said.size();
    double recall = common / wanted.size();
    return common == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  static <T> Map<T, Integer> counts(List<T> tokens) {
    Map<T, Integer> counts = new HashMap<>();
    tokens.forEach(token -> counts.merge(token, 1, Integer::sum));
    return counts;
  }

  /** How many are in both, each as often as in the one that has fewer of it. */
  static <T> int common(Map<T, Integer> first, Map<T, Integer> second) {
    int common = 0;
    for (Map.Entry<T, Integer> entry : first.entrySet()) {
      common += Math.min(entry.getValue(), second.getOrDefault(entry.getKey(), 0));
    }
    return common;
  }

  private static List<String> tokens(String text) {
    String bare = PUNCTUATION.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    return words(ARTICLE.matcher(bare).replaceAll(" "));
  }

  private static List<String> words(String text) {
    StringBuilder spaced = new StringBuilder(text.length());
    text.codePoints()
        .forEach(letter -> spaced.appendCodePoint(CharacterGrams.isSpace(letter) ? ' ' : letter));
    return Arrays.stream(spaced.toString().split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}
