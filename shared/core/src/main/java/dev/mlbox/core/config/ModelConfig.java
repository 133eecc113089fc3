package dev.mlbox.core.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model is called, where it comes from and how it is asked.
 *
 * @param name lower-case letters, digits and dashes; names objects in the cluster and URLs
 * @param train null when it is loaded
 * @param load null when it is trained
 * @param predict {@code module:function} of a Python model; null for what the file's type says
 * @param python the interpreter for training and prediction
 * @param features the columns of a matrix input in order; empty when inputs are named
 */
public record ModelConfig(
    String name,
    @Nullable TrainConfig train,
    @Nullable LoadConfig load,
    @Nullable String predict,
    @Nullable String python,
    List<String> features) {

  public ModelConfig {
    features = List.copyOf(features);
    if ((train == null) == (load == null)) {
      throw new IllegalArgumentException("either train or load");
    }
  }
}
