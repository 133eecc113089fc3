package dev.mlbox.core.port;

import dev.mlbox.core.model.Digest;

/**
 * Counts how many candidates the same rows have judged: whoever tries often enough passes by
 * chance. Candidates on several machines, or at the same time, are all counted.
 */
public interface Looks {

  /**
   * Remembers that rows judge a candidate; the same one again is no new look.
   *
   * @return how many candidates these rows have judged, this one included
   */
  int look(String model, Digest data, Digest candidate);
}
