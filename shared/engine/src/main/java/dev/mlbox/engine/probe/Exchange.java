package dev.mlbox.engine.probe;

import dev.mlbox.core.rollout.Route;

/** One request to a box of a version, whatever the way to it: a port, or an API server's proxy. */
@FunctionalInterface
public interface Exchange {

  /**
   * Posts JSON.
   *
   * @param route whose boxes are meant
   * @param path on the box's metrics port
   * @return the body of the answer
   * @throws dev.mlbox.core.problem.MlboxException BROKEN when there is none, or it is an error
   */
  byte[] post(Route route, String path, byte[] json);
}
