package dev.mlbox.core.config;

/**
 * A line of the user's that is quoted in messages.
 *
 * @param text as written
 * @param place where, such as {@code mlbox.yaml:14}
 */
public record Stated(String text, String place) {}
