package dev.mlbox.core.port;

/**
 * A model that came from elsewhere.
 *
 * @param model where it lies now; a cache, or the file itself
 * @param origin the address without secrets, with git references replaced by the commit they meant
 */
public record LoadedModel(ModelFacts model, String origin) {}
