package dev.mlbox.engine.report.plot;

/** A place in a plot, in the units of its axes. */
public record Spot(double x, double y) {}
