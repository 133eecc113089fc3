package dev.mlbox.engine.evaluation;

import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import dev.mlbox.engine.data.FarRows;
import dev.mlbox.runtime.remote.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Has models asked where the rows are. */
final class FarAnswering {
  private final FarRows rows;
  private final LongConsumer progress;
  private final List<Collected> collected;
  private final List<Table> first = new ArrayList<>();

  /**
   * @param collected takes the answers of each model that is asked, in order
   */
  FarAnswering(FarRows rows, List<Collected> collected, LongConsumer progress) {
    this.rows = rows;
    this.collected = collected;
    this.progress = progress;
  }

  /**
   * A model as it is sent.
   *
   * @throws MlboxException INVALID when it is not one file that any machine can run
   */
  static Order.Model sent(Contestant contestant, List<String> inputs) {
    ModelSpec spec = contestant.spec();
    if (spec == null || spec.kind() != ModelKind.ONNX) {
      throw unfit(spec == null ? "one that is not known" : spec.path().toString());
    }
    return new Order.Model(spec.path().toAbsolutePath().toString(), spec.features(), inputs);
  }

  private static MlboxException unfit(String which) {
    return MlboxException.invalid(
        Problem.of("Spark is to ask a model that is no ONNX file: " + which)
            .expected("ONNX, which needs nothing else on the machines that have the rows")
            .remedy("or leave evaluate.engine: spark out"));
  }

  /** Asks them; returns the first rows with all inputs. */
  Table ask(List<Order.Model> models, int kept) {
    rows.ask(
        models,
        kept,
        new FarRows.Use() {
          @Override
          public void done(long rows) {
            progress.accept(rows);
          }

          @Override
          public void inputs(Table part) {
            first.add(part);
          }

          @Override
          public void answers(int model, Predictions part) {
            collected.get(model).add(part);
          }
        });
    return joined();
  }

  private Table joined() {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String name : first.get(0).names()) {
      Collected values = new Collected();
      first.forEach(part -> values.add(Predictions.of(part.column(name).orElseThrow())));
      columns.put(name, values.all().values());
    }
    return new Table(columns, first.stream().mapToInt(Table::rows).sum());
  }
}
