package dev.mlbox.core.port;

import dev.mlbox.core.model.Digest;

/**
 * Counts how many candidates the same rows have judged: whoever tries often enough passes by
 * chance. Candidates on several machines, or at the same time, are all counted.
 */
public interface Looks {

  /**
   * Remembers that rows judge a candidate; the same one again is no new look, and has the place
   * that it had.
   *
   * @return its place among the candidates that these rows have judged, from 1
   */
  int look(String model, Digest data, Digest candidate);
}
