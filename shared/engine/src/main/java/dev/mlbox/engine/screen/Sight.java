package dev.mlbox.engine.screen;

import dev.mlbox.core.rollout.RolloutRecord;

/**
 * What one look at a target gave.
 *
 * @param screen for people
 * @param record for machines
 */
public record Sight(Screen screen, RolloutRecord record) {}
