package dev.mlbox.engine.local;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a process is started, and started again after it died.
 *
 * @param java the executable
 * @param options of the Java machine
 * @param main its main class and arguments
 * @param environment in addition to what the starting process has; class path and settings of a
 *     box, nothing secret
 */
record Launch(
    String java, List<String> options, List<String> main, Map<String, String> environment) {
  static final String PORT = "MLBOX_PORT";
  static final String METRICS_PORT = "MLBOX_METRICS_PORT";

  Launch {
    options = List.copyOf(options);
    main = List.copyOf(main);
    environment = new java.util.TreeMap<>(environment);
  }

  int port() {
    return Integer.parseInt(Objects.requireNonNull(environment.get(PORT)));
  }

  int metricsPort() {
    return Integer.parseInt(Objects.requireNonNull(environment.get(METRICS_PORT)));
  }
}
