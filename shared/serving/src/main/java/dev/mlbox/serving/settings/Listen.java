package dev.mlbox.serving.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a box listens, and whom it believes there.
 *
 * @param host address to bind
 * @param port for requests; 0 picks a free one
 * @param metricsPort for metrics, counts and the probe; 0 picks a free one
 * @param portFile where both are written once the box listens; null for nowhere
 * @param tokens of other boxes, pilots and readers of metrics
 */
public record Listen(
    String host, int port, int metricsPort, @Nullable Path portFile, Tokens tokens) {}
