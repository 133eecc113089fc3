package dev.mlbox.engine.evaluation;

import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.measure.RowWeights;
import dev.mlbox.core.measure.Truth;
import dev.mlbox.core.measure.Units;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.table.Column;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.data.StrayWords;
import java.util.List;
import java.util.Objects;

/** Reads the columns that say what rows stand for: groups, weights and queries. */
final class Sampled {
  private final EvaluateConfig config;
  private final DataSource data;

  Sampled(EvaluateConfig config, DataSource data) {
    this.config = config;
    this.data = data;
  }

  /** The truth of the same rows, with what the configuration says of them. */
  Truth rows(Truth truth) {
    Truth sampled = truth;
    Stated group = config.group();
    if (group != null) {
      sampled = sampled.in(units(group));
    }
    Stated weight = config.weight();
    if (weight != null) {
      String place = data.location().text();
      requireNumbers(weight);
      sampled = sampled.weighted(RowWeights.of(weight.text(), place, column(weight)));
    }
    Stated query = config.query();
    return query == null ? sampled : sampled.ranked(units(query));
  }

  private void requireNumbers(Stated weight) {
    new StrayWords(data)
        .in(weight.text())
        .ifPresent(
            problem -> {
              throw MlboxException.invalid(problem);
            });
  }

  private Units units(Stated stated) {
    return Units.of(stated.text(), column(stated));
  }

  private Column column(Stated stated) {
    return Objects.requireNonNull(data.read(List.of(stated.text())).columns().get(stated.text()));
  }
}
