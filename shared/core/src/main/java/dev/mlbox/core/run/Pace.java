package dev.mlbox.core.run;

import dev.mlbox.core.event.Listener;
import dev.mlbox.core.port.Sleeper;
import java.util.function.BooleanSupplier;

/**
 * What a command runs on.
 *
 * @param time clock and waiting
 * @param listener hears what happens
 * @param interrupted whether the user wants it to end
 */
public record Pace(Sleeper time, Listener listener, BooleanSupplier interrupted) {}
