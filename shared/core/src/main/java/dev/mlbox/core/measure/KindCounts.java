package dev.mlbox.core.measure;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many rows of each part are of a kind, that is of a true class and of one that each model
 * said; and which was the first of them, as draws of tables depend on that order.
 */
final class KindCounts implements Serializable {
  private static final long serialVersionUID = 1;

  private final int classes;
  private final int models;
  private final int[][] counts;
  private final long[][] firsts;

  KindCounts(int parts, int classes, int models) {
    this.classes = classes;
    this.models = models;
    int kinds = classes;
    for (int model = 0; model < models; model++) {
      kinds *= classes;
    }
    this.counts = new int[parts][kinds];
    this.firsts = new long[parts][kinds];
    for (long[] first : firsts) {
      Arrays.fill(first, Long.MAX_VALUE);
    }
  }

  void add(int part, List<Answers> models, int row, long number) {
    int kind = models.get(0).truth().code(row);
    for (Answers answers : models) {
      kind = kind * classes + answers.code(row);
    }
    counts[part][kind]++;
    firsts[part][kind] = Math.min(firsts[part][kind], number);
  }

  void add(KindCounts other) {
    for (int part = 0; part < counts.length; part++) {
      for (int kind = 0; kind < counts[part].length; kind++) {
        counts[part][kind] += other.counts[part][kind];
        firsts[part][kind] = Math.min(firsts[part][kind], other.firsts[part][kind]);
      }
    }
  }

  /** Rows of each true class. */
  int[] ofTruth(int part) {
    int[] rows = new int[classes];
    int each = counts[part].length / classes;
    for (int kind = 0; kind < counts[part].length; kind++) {
      rows[kind / each] += counts[part][kind];
    }
    return rows;
  }

  private int said(int kind, int model) {
    return model == models - 1 ? kind % classes : kind / classes % classes;
  }

  /** Rows of each true class and the one that a model said, row-major. */
  int[] table(int part, int model) {
    int[] cells = new int[classes * classes];
    int each = counts[part].length / classes;
    for (int kind = 0; kind < counts[part].length; kind++) {
      cells[kind / each * classes + said(kind, model)] += counts[part][kind];
    }
    return cells;
  }

  /** Rows of two models' kinds, in the order of the first ones. */
  Kinds kinds(int part, Truth truth) {
    int[] kinds =
        IntStream.range(0, counts[part].length)
            .filter(kind -> counts[part][kind] > 0)
            .boxed()
            .sorted(Comparator.comparingLong(kind -> firsts[part][kind]))
            .mapToInt(kind -> kind)
            .toArray();
    int[] rows = Arrays.stream(kinds).map(kind -> counts[part][kind]).toArray();
    int[] actual = Arrays.stream(kinds).map(kind -> kind / (classes * classes)).toArray();
    int[] first = Arrays.stream(kinds).map(kind -> said(kind, 0)).toArray();
    int[] second = Arrays.stream(kinds).map(kind -> said(kind, 1)).toArray();
    return new Kinds(truth, actual, first, second, rows);
  }
}
