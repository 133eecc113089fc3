package dev.mlbox.engine.evaluation;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.port.OddAnswer;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Table;
import dev.mlbox.engine.data.Background;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.data.ExampleRows;
import dev.mlbox.engine.data.FarRows;
import dev.mlbox.runtime.remote.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks several models about all rows in one pass over the data. */
final class Answering {
  /** Rows kept for timing and for the probe. */
  static final int KEPT = 10_000;

  private final DataSource data;
  private final Set<String> judged;
  private final List<Contestant> contestants;
  private final List<List<String>> inputs;
  private final List<Collected> collected = new ArrayList<>();
  private @Nullable Table first;
  private long done;

  Answering(DataSource data, Set<String> judged, List<Contestant> contestants) {
    this.data = data;
    this.judged = judged;
    this.contestants = contestants;
    this.inputs = contestants.stream().map(this::inputsOf).toList();
    contestants.forEach(each -> collected.add(new Collected()));
    for (int i = 0; i < inputs.size(); i++) {
      Inputs.require(inputs.get(i), data, i == 0 ? "the model" : "the deployed model");
    }
  }

  private List<String> inputsOf(Contestant contestant) {
    Predictor predictor = contestant.predictor();
    return predictor == null
        ? List.of()
        : Inputs.of(contestant, predictor.signature(), data, judged);
  }

  /** Answers of each model to all rows, in the models' order; the list is the caller's. */
  List<Predictions> all(RowProgress progress) {
    Set<String> columns = new LinkedHashSet<>();
    inputs.forEach(columns::addAll);
    FarRows far = data.far();
    if (!columns.isEmpty() && far == null) {
      data.forEachBatch(List.copyOf(columns), batch -> answer(batch, progress));
    } else if (!columns.isEmpty()) {
      askElsewhere(Objects.requireNonNull(far), progress);
    }
    List<Future<Predictions>> answers = new ArrayList<>();
    for (int i = 0; i < contestants.size(); i++) {
      Supplier<Predictions> ready = contestants.get(i).answers();
      Collected asked = collected.get(i);
      boolean beside = ready != null && i + 1 < contestants.size() && data.isSmall();
      answers.add(
          Background.begin(beside, "answers", () -> ready == null ? asked.all() : ready.get()));
    }
    return Background.results(answers);
  }

  private void askElsewhere(FarRows far, RowProgress progress) {
    List<Order.Model> models = new ArrayList<>();
    List<Collected> theirs = new ArrayList<>();
    for (int i = 0; i < contestants.size(); i++) {
      if (contestants.get(i).predictor() != null) {
        models.add(FarAnswering.sent(contestants.get(i), inputs.get(i)));
        theirs.add(collected.get(i));
      }
    }
    first =
        new FarAnswering(far, theirs, rows -> progress.rows(rows, data.rows())).ask(models, KEPT);
  }

  private void answer(Table batch, RowProgress progress) {
    if (first == null) {
      first = batch.slice(0, Math.min(batch.rows(), KEPT));
    }
    for (int i = 0; i < contestants.size(); i++) {
      Predictor predictor = contestants.get(i).predictor();
      if (predictor != null) {
        collected.get(i).add(answers(predictor, given(batch, i)));
      }
    }
    done += batch.rows();
    progress.rows(done, data.rows());
  }

  private Predictions answers(Predictor predictor, Table rows) {
    try {
      return predictor.predict(rows);
    } catch (MlboxException e) {
      if (e.fault() != Fault.BROKEN) {
        throw e;
      }
      MlboxException why =
          new RowAtFault(predictor, rows, data.location(), new ExampleRows(data)::place)
              .explained(e, done);
      throw why == e && e.getCause() instanceof OddAnswer odd ? placed(e, odd) : ofTheUser(why);
    }
  }

  /** With the row as the data have it, rather than as the model was given it. */
  private MlboxException placed(MlboxException failure, OddAnswer odd) {
    Problem told = failure.problems().get(0);
    String more =
        odd.count() == 1
            ? ""
            : String.format(Locale.ROOT, " and likewise for %,d more", odd.count() - 1);
    String what =
        "%s for %s%s".formatted(odd.what(), new ExampleRows(data).inWords(done + odd.row()), more);
    return new MlboxException(
        Fault.INVALID,
        List.of(new Problem(what, data.location().text(), told.expected(), told.remedy())),
        failure);
  }

  /**
   * An answer of the wrong form and an exception of the user's function have no cause but the model
   * itself: no cluster, disk or network failed, and the same again ends the same.
   */
  private static MlboxException ofTheUser(MlboxException failure) {
    return failure.getCause() == null
        ? new MlboxException(Fault.INVALID, failure.problems(), failure)
        : failure;
  }

  /** The first rows as a model was given them; without columns when none was asked. */
  Table firstRows(int model) {
    return first == null || inputs.get(model).isEmpty()
        ? new Table(Map.of(), 0)
        : given(first, model);
  }

  private Table given(Table batch, int model) {
    Map<String, dev.mlbox.core.table.Column> columns = new LinkedHashMap<>();
    for (String name : inputs.get(model)) {
      columns.put(name, Objects.requireNonNull(batch.columns().get(name)));
    }
    return new Table(columns, batch.rows());
  }
}
