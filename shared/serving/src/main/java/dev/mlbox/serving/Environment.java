package dev.mlbox.serving;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * What a box takes from the world.
 *
 * @param models loads a model
 * @param nanos a monotonic clock
 * @param random uniform on [0, 1), for several threads
 * @param notes takes lines for the log
 * @param variables of the process
 */
record Environment(
    ModelLoader models,
    LongSupplier nanos,
    DoubleSupplier random,
    Consumer<String> notes,
    Map<String, String> variables) {}
