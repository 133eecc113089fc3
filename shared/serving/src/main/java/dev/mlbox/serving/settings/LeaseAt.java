package dev.mlbox.serving.settings;

import java.nio.file.Path;

/** Where a box reads its lease. */
public sealed interface LeaseAt {

  /** There is none: the box never splits. */
  record Nowhere() implements LeaseAt {}

  /** A file that its writers replace by renaming. */
  record InFile(Path path) implements LeaseAt {}

  /** The key {@code lease} of a ConfigMap. */
  record InConfigMap(String namespace, String name) implements LeaseAt {}
}
