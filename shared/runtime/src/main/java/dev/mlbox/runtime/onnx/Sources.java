package dev.mlbox.runtime.onnx;

import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import dev.mlbox.core.table.Table;
import dev.mlbox.runtime.onnx.Input.NamedColumn;
import java.util.ArrayList;
import java.util.List;

/** Finds the columns of a table that belong to each input. */
final class Sources {
  private final List<Input> inputs;
  private final List<String> features;

  Sources(List<Input> inputs, List<String> features) {
    this.inputs = inputs;
    this.features = features;
  }

  /**
   * The columns of each input, in the order of the inputs.
   *
   * @throws MlboxException INVALID, naming every column that is missing
   */
  List<NamedColumn[]> in(Table table) {
    List<NamedColumn[]> found = new ArrayList<>(inputs.size());
    List<Problem> problems = new ArrayList<>(0);
    for (Input input : inputs) {
      if (input.matrix() && features.isEmpty()) {
        found.add(fitting(input, table));
      } else {
        List<String> names = input.matrix() ? features : List.of(input.name());
        found.add(named(input, names, table, problems));
      }
    }
    if (!problems.isEmpty()) {
      throw new MlboxException(Fault.INVALID, problems, null);
    }
    return found;
  }

  private static NamedColumn[] named(
      Input input, List<String> names, Table table, List<Problem> problems) {
    NamedColumn[] columns = new NamedColumn[names.size()];
    for (int i = 0; i < columns.length; i++) {
      String name = names.get(i);
      Column column = table.columns().get(name);
      if (column == null) {
        problems.add(
            Problem.of("column %s is missing".formatted(name))
                .at(input.place())
                .expected(expected(name, table.names())));
      } else {
        columns[i] = new NamedColumn(name, column);
      }
    }
    return columns;
  }

  /** All columns of the input's kind, when they are as many as it takes. */
  private static NamedColumn[] fitting(Input input, Table table) {
    boolean text = input.type() == Scalar.STRING;
    NamedColumn[] columns =
        table.columns().entrySet().stream()
            .filter(entry -> (entry.getValue().type() == DataType.TEXT) == text)
            .map(entry -> new NamedColumn(entry.getKey(), entry.getValue()))
            .toArray(NamedColumn[]::new);
    if (columns.length == 0 || (input.width() != -1 && columns.length != input.width())) {
      List<String> names = new ArrayList<>();
      for (NamedColumn column : columns) {
        names.add(column.name());
      }
      String kind = text ? "text" : "numeric";
      throw MlboxException.invalid(
          Problem.of("the data have %d %s columns: %s".formatted(names.size(), kind, listed(names)))
              .at(input.place())
              .expected(input.width() == -1 ? "at least 1" : Integer.toString(input.width()))
              .remedy("name the model's columns in their order under features"));
    }
    return columns;
  }

  private static String expected(String name, List<String> names) {
    return names.isEmpty() ? name : "it among " + listed(names);
  }

  private static String listed(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
