package dev.mlbox.runtime.remote;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import java.io.Serializable;
import java.util.List;

/** Some of a model's answers. */
final class SeenAnswers implements Serializable {
  private static final long serialVersionUID = 1;

  private final SeenValues values = new SeenValues();
  private List<String> classes = List.of();
  private int width;
  private boolean shares = true;

  void add(Predictions said) {
    values.add(said.values());
    classes = said.classes();
    width = said.width();
    for (int row = 0; width == 1 && row < said.rows(); row++) {
      shares &= said.probability(row, 0) >= 0 && said.probability(row, 0) <= 1;
    }
  }

  void add(SeenAnswers other) {
    values.add(other.values);
    classes = other.width > 0 ? other.classes : classes;
    width = Math.max(width, other.width);
    shares &= other.shares;
  }

  boolean areShares() {
    return shares;
  }

  Predictions like() {
    Column each = values.column();
    return new Predictions(each, classes, new double[each.rows() * width], width);
  }
}
