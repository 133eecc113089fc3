package dev.mlbox.serving.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which model lives in a box and how it is run.
 *
 * @param folder with box.json; null for a front, which has no model
 * @param version of the box
 * @param python interpreter of a Python model; null for the first one on the search path
 * @param threads that ask the model
 * @param workers processes of a Python model
 * @param beside where a server of the user's own listens beside the box; null for where the model
 *     itself says
 */
public record Resident(
    @Nullable Path folder,
    String version,
    @Nullable String python,
    int threads,
    int workers,
    @Nullable String beside) {}
