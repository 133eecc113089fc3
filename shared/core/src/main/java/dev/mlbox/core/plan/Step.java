package dev.mlbox.core.plan;

/**
 * One thing that will be done.
 *
 * @param name as in the log, such as {@code train}
 * @param what for people, with the names of files and objects
 */
public record Step(String name, String what) {}
