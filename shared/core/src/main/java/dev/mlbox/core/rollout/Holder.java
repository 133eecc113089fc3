package dev.mlbox.core.rollout;

/**
 * Who drives a rollout.
 *
 * @param id unique to one run of a command
 * @param name for people, such as {@code mlbox deploy by ana@laptop}
 */
public record Holder(String id, String name) {}
