package dev.mlbox.core.run;

import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import java.util.Optional;

/**
 * One look at a rollout that somebody else drives.
 *
 * @param release what is rolled out
 * @param record what was seen
 * @param mark to be kept for the next look
 * @param end how it ended; empty while it is under way
 */
public record Glance(Release release, RolloutRecord record, Mark mark, Optional<RolloutEnd> end) {}
