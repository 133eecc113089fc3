package dev.mlbox.core.measure;

import java.util.Set;

/**
 * What a metric is about.
 *
 * @param direction which way it gets better
 * @param basis what of an answer it looks at
 * @param range between which numbers it can be
 * @param tasks that it fits
 */
record Kind(Direction direction, Basis basis, Range range, Set<Task> tasks) {
  Kind {
    tasks = Set.copyOf(tasks);
  }
}
