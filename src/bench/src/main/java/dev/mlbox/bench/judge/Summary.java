package dev.mlbox.bench.judge;

import java.util.List;

/**
 * What a rule made of many rollouts.
 *
 * @param trials how many there were
 * @param reverted of these
 * @param medianSeconds of the reverted ones
 * @param medianRequests given to the canary until then
 */
record Summary(int trials, int reverted, long medianSeconds, long medianRequests) {

  static Summary of(List<Trial> trials) {
    List<Trial> ended = trials.stream().filter(Trial::reverted).toList();
    return new Summary(
        trials.size(),
        ended.size(),
        median(ended.stream().mapToLong(Trial::seconds).sorted().toArray()),
        median(ended.stream().mapToLong(Trial::canaryRequests).sorted().toArray()));
  }

  private static long median(long[] sorted) {
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  double share() {
    return (double) reverted / trials;
  }

  @Override
  public String toString() {
    return reverted == 0
        ? "none reverted"
        : "%5.1f %%  %,6d s  %,9d requests".formatted(100 * share(), medianSeconds, medianRequests);
  }
}
