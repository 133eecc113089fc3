package dev.mlbox.core.config;

/**
 * What a report shows.
 *
 * @param rows of the evaluation data are shown at most, as examples of answers; 0 where data must
 *     not leave their place
 */
public record ReportConfig(int rows) {}
