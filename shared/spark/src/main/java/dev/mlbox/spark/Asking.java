package dev.mlbox.spark;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import dev.mlbox.runtime.remote.Parcel;
import dev.mlbox.runtime.remote.Reply;
import dev.mlbox.runtime.remote.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Asks models about rows and sends what they answered.
 *
 * @param names of the columns, in the order of the batch
 * @param models each with the columns that it is given
 * @param first how many rows have their inputs sent as well
 * @param several whether the rows are in several files
 * @param alignment of the rows when models are asked
 */
record Asking(
    List<String> names, List<SentModel> models, int first, boolean several, Alignment alignment)
    implements Handling {

  Asking {
    names = List.copyOf(names);
    models = List.copyOf(models);
  }

  @Override
  public Packed of(RowBatch batch, String file, long rowInFile) {
    try {
      Parcel parcel = parcel(batch, file, rowInFile);
      return new Packed(batch.firstRow(), batch.rows(), parcel.packed(), null);
    } catch (MlboxException e) {
      return Packed.failed(Reply.Failed.of(e));
    }
  }

  /**
   * What models answer to some rows.
   *
   * @throws MlboxException INVALID when they cannot
   */
  Parcel parcel(RowBatch batch, String file, long rowInFile) {
    List<Values> columns = batch.columns().subList(0, names.size());
    requireValues(columns, file, rowInFile);
    Table table = table(columns, batch.rows());
    Alignment.Filled filled = alignment.around(batch.firstRow(), batch.rows());
    List<Parcel.Said> answers = new ArrayList<>();
    for (SentModel model : models) {
      Predictions all = model.predictor().predict(filled.fill(given(table, model.inputs())));
      answers.add(Parcel.Said.of(filled.own(all)));
    }
    return new Parcel(batch.rows(), firstRows(batch, table), answers);
  }

  private void requireValues(List<Values> columns, String file, long rowInFile) {
    for (int i = 0; i < columns.size(); i++) {
      int gap = columns.get(i).gaps().nextSetBit(0);
      if (gap >= 0) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        Problem problem =
            Problem.of(
                    "column %s has no value in row %d".formatted(names.get(i), rowInFile + gap + 1))
                .expected("a value in every row of a column that is used")
                .remedy("fill the row or leave it out");
        throw MlboxException.invalid(several ? problem.at(name) : problem);
      }
    }
  }

  private Table table(List<Values> columns, int rows) {
    Map<String, Column> table = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      table.put(names.get(i), columns.get(i).column());
    }
    return new Table(table, rows);
  }

  private static Table given(Table table, List<String> inputs) {
    Map<String, Column> columns = new LinkedHashMap<>();
    inputs.forEach(name -> columns.put(name, Objects.requireNonNull(table.columns().get(name))));
    return new Table(columns, table.rows());
  }

  private List<Values> firstRows(RowBatch batch, Table table) {
    long wanted = first - batch.firstRow();
    if (wanted <= 0) {
      return List.of();
    }
    Table some = table.slice(0, (int) Math.min(wanted, batch.rows()));
    return some.columns().values().stream().map(Values::of).toList();
  }
}
