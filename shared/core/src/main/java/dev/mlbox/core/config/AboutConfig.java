package dev.mlbox.core.config;

import org.jspecify.annotations.Nullable;

/**
 * What people should know of a model, for its card; nothing is decided by it.
 *
 * @param purpose what it is for
 * @param owner who answers for it
 * @param license under which it may be used
 * @param limitations what it must not be used for, or does badly
 */
public record AboutConfig(
    @Nullable String purpose,
    @Nullable String owner,
    @Nullable String license,
    @Nullable String limitations) {}
