package dev.mlbox.core.measure;

import java.util.List;

/** What a metric has to know of the rows, found for many parts of them in one pass. */
@FunctionalInterface
interface Summary<T> {
  /** One for each part, in their order. */
  List<T> of(Answers answers, Parts parts);
}
