package dev.mlbox.core.review;

/**
 * A finding at the line that asked for it.
 *
 * @param path of the file in the repository, with slashes
 * @param line counted from 1
 * @param blocks whether it stops the candidate; else it is a warning
 * @param message one line with numbers
 */
public record Annotation(String path, int line, boolean blocks, String message) {}
