package dev.mlbox.core.config;

import org.jspecify.annotations.Nullable;

/**
 * A model that exists already.
 *
 * @param from a path, {@code git+URL#path@ref}, or an http(s) URL
 * @param sha256 the expected digest, 64 hex digits; required for http(s), null where not given
 * @param place where it was set
 */
public record LoadConfig(String from, @Nullable String sha256, String place) {}
