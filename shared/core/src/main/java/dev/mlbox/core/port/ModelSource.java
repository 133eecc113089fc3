package dev.mlbox.core.port;

import dev.mlbox.core.config.LoadConfig;

/** A place that models are loaded from; each speaks one kind of address. */
public interface ModelSource {

  /** Whether an address is of this source's kind, whatever may be wrong with it otherwise. */
  boolean takes(String from);

  /**
   * Brings the model to this machine and checks the digest where one is expected.
   *
   * @throws dev.mlbox.core.problem.MlboxException INVALID when the address or the digest is wrong
   *     or nothing is there, BROKEN when the source cannot be reached
   */
  LoadedModel load(LoadConfig config);
}
