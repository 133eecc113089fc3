package dev.mlbox.engine.report.plot;

import java.util.function.DoubleFunction;

/**
 * One direction of a plot.
 *
 * @param label what is shown, in words
 * @param scale where each number lies
 * @param ticks at most so many numbers are written
 * @param words of a number; at most eight letters, so that they fit on a phone
 */
public record Axis(String label, Scale scale, int ticks, DoubleFunction<String> words) {}
