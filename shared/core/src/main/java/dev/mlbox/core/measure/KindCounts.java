package dev.mlbox.core.measure;

import java.io.Serializable;
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
  private final int kinds;
  private final Occurrences met = new Occurrences();

  KindCounts(int classes, int models) {
    this.classes = classes;
    this.models = models;
    int all = classes;
    for (int model = 0; model < models; model++) {
      all *= classes;
    }
    this.kinds = all;
  }

  void add(int part, List<Answers> models, int row, long number) {
    int kind = models.get(0).truth().code(row);
    for (Answers answers : models) {
      kind = kind * classes + answers.code(row);
    }
    met.add(key(part, kind), 1, number);
  }

  void add(KindCounts other) {
    met.add(other.met);
  }

  private long key(int part, int kind) {
    return (long) part * kinds + kind;
  }

  private int count(int part, int kind) {
    return met.count(key(part, kind));
  }

  /** Rows of each true class. */
  int[] ofTruth(int part) {
    int[] rows = new int[classes];
    int each = kinds / classes;
    for (int kind = 0; kind < kinds; kind++) {
      rows[kind / each] += count(part, kind);
    }
    return rows;
  }

  private int said(int kind, int model) {
    return model == models - 1 ? kind % classes : kind / classes % classes;
  }

  /** Rows of each true class and the one that a model said, row-major. */
  int[] table(int part, int model) {
    int[] cells = new int[classes * classes];
    int each = kinds / classes;
    for (int kind = 0; kind < kinds; kind++) {
      cells[kind / each * classes + said(kind, model)] += count(part, kind);
    }
    return cells;
  }

  /** Rows of two models' kinds, in the order of the first ones. */
  Kinds kinds(int part, Truth truth) {
    int[] found =
        IntStream.range(0, kinds)
            .filter(kind -> count(part, kind) > 0)
            .boxed()
            .sorted(Comparator.comparingLong(kind -> met.first(key(part, kind))))
            .mapToInt(kind -> kind)
            .toArray();
    int[] rows = IntStream.of(found).map(kind -> count(part, kind)).toArray();
    int[] actual = IntStream.of(found).map(kind -> kind / (classes * classes)).toArray();
    int[] first = IntStream.of(found).map(kind -> said(kind, 0)).toArray();
    int[] second = IntStream.of(found).map(kind -> said(kind, 1)).toArray();
    return new Kinds(truth, actual, first, second, rows);
  }
}
