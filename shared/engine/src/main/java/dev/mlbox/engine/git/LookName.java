package dev.mlbox.engine.git;

import dev.mlbox.core.model.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What the record of one candidate's judgement on some rows is called in a store. */
final class LookName {
  private static final int DIGITS = 16;

  private LookName() {}

  static String of(Digest data, Digest candidate) {
    return data.hex().substring(0, DIGITS) + "-" + candidate.hex().substring(0, DIGITS);
  }

  /**
   * A look's place among those at the same rows, by when they were; names decide between equals.
   */
  static <T extends Comparable<T>> int place(String name, Digest data, Map<String, T> times) {
    Comparator<String> byTime = Comparator.comparing(times::get);
    List<String> names = new ArrayList<>(times.keySet());
    names.removeIf(each -> !isOf(data, each));
    names.sort(byTime.thenComparing(Comparator.naturalOrder()));
    return names.indexOf(name) + 1;
  }

  static boolean isOf(Digest data, String name) {
    return name.startsWith(data.hex().substring(0, DIGITS) + "-");
  }
}
