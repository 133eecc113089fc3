package dev.mlbox.core.port;

import dev.mlbox.core.config.TrainConfig;

/** Makes the model from the repository, or finds that it is made already. */
public interface Trainer {

  /**
   * Trains, unless nothing that goes into the model has changed since its output was made.
   *
   * @throws dev.mlbox.core.problem.MlboxException INVALID when an input is missing or the training
   *     itself fails, BROKEN when it was interrupted or ran out of time
   */
  TrainedModel train(TrainConfig config);
}
