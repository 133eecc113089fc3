package dev.mlbox.serving.settings;

import java.time.Duration;

/**
 * How much and how long.
 *
 * @param requestBytes the largest body
 * @param time one model has to answer, and a client to send its request
 * @param drainDelay for how long nobody must have sent anything to a box that was told to stop
 *     before it takes no new connections, so that whoever sends them can learn of it
 * @param drainDelayMost when it takes none any more, whoever still sends
 * @param drain how long requests may take to finish after that
 */
public record Limits(
    long requestBytes,
    Duration time,
    Duration drainDelay,
    Duration drainDelayMost,
    Duration drain) {}
