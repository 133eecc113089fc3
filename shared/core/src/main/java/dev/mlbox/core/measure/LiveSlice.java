package dev.mlbox.core.measure;

/**
 * A slice of the live mix.
 *
 * @param name the column's value
 * @param requests how many recent ones are of it
 * @param rows how many rows to be judged on are
 */
public record LiveSlice(String name, long requests, long rows) {}
