package dev.mlbox.core.measure;

import dev.mlbox.core.stats.RadixOrder;

/**
 * The rows of all queries, those of a query side by side and the best scored first.
 *
 * @param starts where each query begins, and where the last one ends
 * @param relevance of each place
 * @param scores of each place
 * @param rows that stand there
 */
record Ranked(int[] starts, double[] relevance, double[] scores, int[] rows) {

  /** One sort of all rows, which are then dealt out to their queries. */
  static Ranked of(Answers answers) {
    Truth truth = answers.truth();
    double[] scores = new double[answers.rows()];
    double[] relevance = new double[answers.rows()];
    boolean numbers = truth.task() == Task.REGRESSION;
    for (int row = 0; row < scores.length; row++) {
      scores[row] = numbers ? answers.number(row) : answers.positiveScores()[row];
      relevance[row] = numbers ? truth.number(row) : truth.isPositive(row) ? 1 : 0;
    }
    return by(scores, relevance, truth.queries());
  }

  private static Ranked by(double[] scores, double[] relevance, Units queries) {
    int[] starts = new int[queries.count() + 1];
    for (int query : queries.groups()) {
      starts[query + 1]++;
    }
    for (int query = 0; query < queries.count(); query++) {
      starts[query + 1] += starts[query];
    }
    int[] next = starts.clone();
    RadixOrder order = RadixOrder.ascending(scores);
    Ranked ranked =
        new Ranked(
            starts, new double[scores.length], new double[scores.length], new int[scores.length]);
    for (int rank = scores.length - 1; rank >= 0; rank--) {
      int row = order.row(rank);
      int place = next[queries.groups()[row]]++;
      ranked.relevance[place] = relevance[row];
      ranked.scores[place] = scores[row];
      ranked.rows[place] = row;
    }
    return ranked;
  }

  /** The same rows, the most relevant of each query first. */
  Ranked ideal(Units queries) {
    double[] inOrder = new double[rows.length];
    for (int place = 0; place < rows.length; place++) {
      inOrder[rows[place]] = relevance[place];
    }
    return by(inOrder, inOrder, queries);
  }

  int queries() {
    return starts.length - 1;
  }

  /** The first place behind those with the same score in the same query. */
  int endOfTies(int place, int query) {
    int end = place + 1;
    while (end < starts[query + 1] && scores[end] == scores[place]) {
      end++;
    }
    return end;
  }
}
