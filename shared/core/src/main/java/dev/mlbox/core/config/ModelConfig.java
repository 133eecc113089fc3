package dev.mlbox.core.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model is called, where it comes from and how it is asked.
 *
 * @param name lower-case letters, digits and dashes; names objects in the cluster and URLs
 * @param train null when it is not made here
 * @param load null when it is not loaded
 * @param server null when boxes ask the model themselves; it may be run from what is made here
 * @param predict {@code module:function} of a Python model; null for what the file's type says
 * @param python the interpreter for training and prediction
 * @param features the columns of a matrix input in order; empty when inputs are named
 */
public record ModelConfig(
    String name,
    @Nullable TrainConfig train,
    @Nullable LoadConfig load,
    @Nullable ServerConfig server,
    @Nullable String predict,
    @Nullable String python,
    List<String> features) {

  public ModelConfig {
    features = List.copyOf(features);
    if ((load != null) == (train != null || server != null)) {
      throw new IllegalArgumentException("either load, or train, or server, or both of these");
    }
  }

  /** Whether it is trained by a Job in a cluster. */
  public boolean trainsInCluster() {
    return train != null && train.pod() != null;
  }

  /** Whether a Python is needed to ask it. */
  public boolean needsPython() {
    return predict != null
        || (server != null && server.run() != null && server.run().text().startsWith("python"));
  }
}
