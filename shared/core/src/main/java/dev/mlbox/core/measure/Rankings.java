package dev.mlbox.core.measure;

import dev.mlbox.core.stats.CountedScores;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Where scores rank, by model and part: what every executor has to know of all rows at once. */
public final class Rankings implements Serializable {
  private static final long serialVersionUID = 1;

  private final CountedScores[][][] scores;
  private transient Ranking @Nullable [][] found;

  /**
   * Of scores that are counted.
   *
   * @param scores of each model, part and class
   */
  public Rankings(CountedScores[][][] scores) {
    this.scores = scores;
  }

  /** Of a model, by parts. */
  synchronized Ranking[] of(int model) {
    Ranking[][] known = found;
    if (known == null) {
      known = new Ranking[scores.length][];
      for (int i = 0; i < known.length; i++) {
        known[i] = new Ranking[scores[i].length];
        for (int part = 0; part < known[i].length; part++) {
          known[i][part] = Ranking.of(scores[i][part]);
        }
      }
      found = known;
    }
    return known[model];
  }
}
