package dev.mlbox.core.config;

/**
 * By whom images must be signed.
 *
 * @param key file with the public key for what mlbox makes
 * @param server file with the public key for a server's own image; the same unless another is named
 */
public record SignatureConfig(Stated key, Stated server) {}
