package dev.mlbox.core.measure;

import dev.mlbox.core.stats.CountedScores;

/** Rows of which it is known how often each score occurs in either class. */
final class CountedGroups implements RankGroups {
  private final CountedScores ofPositives;
  private final CountedScores ofOthers;
  private int nextPositive;
  private int nextOther;
  private long positives;
  private long others;

  CountedGroups(CountedScores ofPositives, CountedScores ofOthers) {
    this.ofPositives = ofPositives;
    this.ofOthers = ofOthers;
  }

  RankSums sums() {
    long all = (long) ofPositives.rows() + ofOthers.rows();
    return RankRun.of(this, all, ofPositives.rows());
  }

  @Override
  public void begin() {
    nextPositive = 0;
    nextOther = 0;
  }

  @Override
  public boolean next() {
    boolean anyPositive = nextPositive < ofPositives.size();
    boolean anyOther = nextOther < ofOthers.size();
    if (!anyPositive && !anyOther) {
      return false;
    }
    long one = anyPositive ? ofPositives.keyAt(nextPositive) : Long.MAX_VALUE;
    long two = anyOther ? ofOthers.keyAt(nextOther) : Long.MAX_VALUE;
    positives = anyPositive && one <= two ? ofPositives.times(nextPositive++) : 0;
    others = anyOther && two <= one ? ofOthers.times(nextOther++) : 0;
    return true;
  }

  @Override
  public long positives() {
    return positives;
  }

  @Override
  public long others() {
    return others;
  }
}
