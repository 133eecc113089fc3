package dev.mlbox.core.measure;

import dev.mlbox.core.stats.RadixOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Deals the rows out to the parts they belong to, from the lowest score to the highest, one byte
 * each, so that {@link RankRun} can go through every part in the order of its memory.
 */
final class RankPass {
  private final RadixOrder order;
  private final short[][] cuts;
  private final RankSums[] found;

  /** Of each rank: whether its row is positive, and scored as the one before. */
  private final byte[] marks;

  private RankPass(Answers answers, Parts parts) {
    this.order = answers.order();
    this.cuts = parts.cuts();
    this.found = new RankSums[parts.count()];
    this.marks = new byte[answers.rows()];
    byte[] classes = new byte[marks.length]; // small enough for the processor's cache
    for (int row = 0; row < classes.length; row++) {
      classes[row] = answers.truth().isPositive(row) ? (byte) RankRun.POSITIVE : 0;
    }
    int end;
    for (int rank = 0; rank < marks.length; rank = end) {
      end = order.endOfTies(rank);
      marks[rank] = classes[order.row(rank)];
      for (int i = rank + 1; i < end; i++) {
        marks[i] = (byte) (classes[order.row(i)] | RankRun.TIED);
      }
    }
  }

  static List<RankSums> sums(Answers answers, Parts parts) {
    RankPass pass = new RankPass(answers, parts);
    Arrays.fill(pass.found, RankRun.of(pass.marks, 0, pass.marks.length)); // a slice may be empty
    Arrays.stream(pass.cuts).parallel().forEach(pass::deal);
    return List.of(pass.found);
  }

  private void deal(short[] cut) {
    int[] next = starts(cut);
    int[] starts = next.clone();
    int[] lastScore = new int[found.length];
    byte[] dealt = new byte[next[found.length]];
    int score = 0;
    for (int rank = 0; rank < marks.length; rank++) {
      int mark = marks[rank];
      score += (mark & RankRun.TIED) == 0 ? 1 : 0;
      int part = cut[order.row(rank)];
      if (part >= 0) {
        int tied = lastScore[part] == score ? RankRun.TIED : 0;
        lastScore[part] = score;
        dealt[next[part]++] = (byte) ((mark & RankRun.POSITIVE) | tied);
      }
    }
    for (int part = 1; part < found.length; part++) {
      if (starts[part + 1] > starts[part]) {
        found[part] = RankRun.of(dealt, starts[part], starts[part + 1]);
      }
    }
  }

  /** Where the rows of each part begin, and the end of the last one. */
  private int[] starts(short[] cut) {
    int[] starts = new int[found.length + 1];
    for (short part : cut) {
      if (part >= 0) {
        starts[part + 1]++;
      }
    }
    for (int part = 0; part < found.length; part++) {
      starts[part + 1] += starts[part];
    }
    return starts;
  }
}
