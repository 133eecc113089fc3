package dev.mlbox.core.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Spark that reads the rows and asks the models, in place of this machine.
 *
 * @param master where its executors are: local[*], spark://…, k8s://… or yarn
 * @param home the folder of the Spark distribution that starts it; null for the one that comes with
 *     mlbox-spark
 * @param conf properties of Spark, by name
 * @param reduce whether executors sum up what models answered, as far as that can be done, in place
 *     of sending it
 * @param place where it was chosen
 */
public record SparkConfig(
    String master, @Nullable Stated home, Map<String, String> conf, boolean reduce, String place) {
  static final String MASTER = "local[*]";

  public SparkConfig {
    conf = Collections.unmodifiableMap(new LinkedHashMap<>(conf));
  }
}
