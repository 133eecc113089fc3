package dev.mlbox.engine.pipeline;

import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.project.Project;
import org.jspecify.annotations.Nullable;

/**
 * Recent requests while they are read.
 *
 * @param data null when none are given
 */
record Live(@Nullable DataSource data) implements AutoCloseable {

  static Live open(Project project) {
    return new Live(new EvaluationData(project).live().orElse(null));
  }

  @Override
  public void close() {
    if (data != null) {
      data.close();
    }
  }
}
