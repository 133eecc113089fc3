package dev.mlbox.core.portrait;

import dev.mlbox.core.measure.Answers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often each class is answered with each class.
 *
 * @param classes at most {@value #MOST}, in the order of the truth's; the rarest are put together
 *     as {@value #OTHERS}
 * @param counts by true class, then by predicted class
 */
public record ConfusionTable(List<String> classes, List<List<Long>> counts) {
  static final int MOST = 12;
  static final String OTHERS = "others";

  public ConfusionTable {
    classes = List.copyOf(classes);
    counts = counts.stream().map(List::copyOf).toList();
  }

  static ConfusionTable of(Answers answers) {
    int size = answers.truth().classes().size();
    int[] places = places(answers, size);
    List<String> names = new ArrayList<>();
    for (int code = 0; code < size; code++) {
      if (size <= MOST || places[code] < MOST - 1) {
        names.add(answers.truth().classes().get(code));
      }
    }
    if (size > MOST) {
      names.add(OTHERS);
    }
    long[][] cells = new long[names.size()][names.size()];
    for (int row = 0; row < answers.rows(); row++) {
      cells[places[answers.truth().code(row)]][places[answers.code(row)]]++;
    }
    List<List<Long>> counts = new ArrayList<>();
    for (long[] line : cells) {
      counts.add(IntStream.range(0, line.length).mapToObj(i -> line[i]).toList());
    }
    return new ConfusionTable(names, counts);
  }

  /** The line of each class in the table. */
  private static int[] places(Answers answers, int size) {
    int[] places = new int[size];
    if (size <= MOST) {
      for (int code = 0; code < size; code++) {
        places[code] = code;
      }
      return places;
    }
    long[] rows = new long[size];
    for (int row = 0; row < answers.rows(); row++) {
      rows[answers.truth().code(row)]++;
    }
    List<Integer> frequent =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingLong((Integer code) -> -rows[code]))
            .limit(MOST - 1)
            .sorted()
            .toList();
    for (int code = 0; code < size; code++) {
      int place = frequent.indexOf(code);
      places[code] = place < 0 ? MOST - 1 : place;
    }
    return places;
  }
}
