package dev.mlbox.engine.evaluation;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Truth;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import dev.mlbox.runtime.remote.Parcel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The first rows of those that are elsewhere, and what models answer to them here.
 *
 * @param inputs of each model
 * @param rows all inputs
 * @param target what is true
 * @param said by each model
 */
record FirstRows(List<List<String>> inputs, Table rows, Column target, List<Predictions> said) {

  /**
   * Of parcels.
   *
   * @param parcels with the columns of all inputs, then the target
   */
  static FirstRows of(
      List<Parcel> parcels, List<List<String>> inputs, List<Contestant> contestants) {
    Set<String> names = new LinkedHashSet<>();
    inputs.forEach(names::addAll);
    Map<String, Column> columns = new LinkedHashMap<>();
    int place = 0;
    for (String name : names) {
      columns.put(name, column(parcels, place++));
    }
    Column target = column(parcels, place);
    Table rows = new Table(columns, target.rows());
    List<Predictions> said = new ArrayList<>();
    for (int i = 0; i < contestants.size(); i++) {
      said.add(
          Objects.requireNonNull(contestants.get(i).predictor())
              .predict(given(rows, inputs.get(i))));
    }
    return new FirstRows(inputs, rows, target, said);
  }

  private static Column column(List<Parcel> parcels, int place) {
    Collected values = new Collected();
    parcels.forEach(parcel -> values.add(Predictions.of(parcel.columns().get(place).column())));
    return values.all().values();
  }

  private static Table given(Table rows, List<String> names) {
    Map<String, Column> columns = new LinkedHashMap<>();
    names.forEach(name -> columns.put(name, Objects.requireNonNull(rows.columns().get(name))));
    return new Table(columns, rows.rows());
  }

  /** As a model is given them. */
  Table given(int model) {
    return given(rows, inputs.get(model));
  }

  Predictions said(int model) {
    return said.get(model);
  }

  /** Answers of each model. */
  List<Answers> answers(Truth all) {
    Truth truth = all.like(target);
    List<Answers> answers = new ArrayList<>();
    said.forEach(each -> answers.add(Answers.of(truth, each, "model")));
    return answers;
  }
}
