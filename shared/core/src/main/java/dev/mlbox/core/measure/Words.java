package dev.mlbox.core.measure;

import dev.mlbox.core.table.Column;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Texts of which several are in one value: the references of an item. */
public final class Words {
  /** Between the texts of a list that became one value: U+001F, the separator of units. */
  public static final String SEPARATOR = "\u001F";

  private Words() {}

  static List<String> references(String value) {
    return List.of(value.split(SEPARATOR, -1));
  }

  static Set<String> distinct(Column values) {
    Set<String> found = new LinkedHashSet<>();
    for (int row = 0; row < values.rows(); row++) {
      found.add(Labels.of(values, row));
    }
    return found;
  }
}
