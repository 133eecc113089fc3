package dev.mlbox.engine.evaluation;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.CutSums;
import dev.mlbox.core.measure.FarPart;
import dev.mlbox.core.measure.Frame;
import dev.mlbox.core.measure.PairDemand;
import dev.mlbox.core.measure.PairSums;
import dev.mlbox.core.measure.Slice;
import dev.mlbox.core.measure.Slicing;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import dev.mlbox.engine.data.FarRows;
import dev.mlbox.runtime.remote.Order;
import dev.mlbox.runtime.remote.Parcel;
import dev.mlbox.runtime.remote.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Rows that are summed up where they are; those of small slices are brought. */
final class SummedRows implements FarPart.Rows {
  private final FarRows far;
  private final Frame frame;
  private final List<Slicing> slicings = new ArrayList<>();
  private final Map<Slice, List<Answers>> slices = new HashMap<>();
  private final Map<CutSums, Order.Sum> orders = new HashMap<>();
  private final Map<String, PairSums> pairs = new HashMap<>();

  SummedRows(FarRows far, Frame frame) {
    this.far = far;
    this.frame = frame;
  }

  /**
   * Sums up the rows of a cut.
   *
   * @param text as the user wrote it
   * @param values that its parts have
   */
  void cut(String text, int cut, List<String> values) {
    Order.Sum order = new Order.Sum(frame, cut, values);
    CutSums sums = far.sum(order);
    orders.put(sums, order);
    Set<Integer> few = new HashSet<>();
    for (int part = 0; part < values.size(); part++) {
      if (sums.rows(part) <= Summable.FEW_ROWS) {
        few.add(part);
      }
    }
    List<Reply.Few> brought = few.isEmpty() ? List.of() : far.gather(new Order.Gather(order, few));
    List<Slice> found = new ArrayList<>();
    for (int part = 0; part < values.size(); part++) {
      Slice slice = new Slice(text, values.get(part), new int[0]);
      found.add(slice);
      slices.put(slice, few.contains(part) ? brought(brought, sums, part) : summed(sums, part));
    }
    slicings.add(new Slicing(text, Slicing.Kind.COLUMN, found));
  }

  /** Answers of each model to all rows. */
  List<Answers> whole() {
    Order.Sum order = new Order.Sum(frame, -1, List.of());
    CutSums sums = far.sum(order);
    orders.put(sums, order);
    return summed(sums, 0);
  }

  private List<Answers> summed(CutSums sums, int part) {
    List<Answers> models = new ArrayList<>();
    for (int model = 0; model < frame.models(); model++) {
      models.add(new FarPart(sums, part, model, this).answers());
    }
    return models;
  }

  private List<Answers> brought(List<Reply.Few> few, CutSums sums, int part) {
    Collected target = new Collected();
    List<Collected> said = new ArrayList<>();
    for (Reply.Few some : few) {
      if (some.part() == part) {
        target.add(Predictions.of(some.target().column()));
        for (int model = 0; model < some.answers().size(); model++) {
          if (said.size() <= model) {
            said.add(new Collected());
          }
          Parcel.Said answers = some.answers().get(model);
          said.get(model).add(answers.predictions());
        }
      }
    }
    Column truth = target.all().values();
    List<Answers> rows = frame.answers(truth, said.stream().map(Collected::all).toList());
    List<Answers> models = new ArrayList<>();
    for (int model = 0; model < rows.size(); model++) {
      models.add(new FarPart(sums, part, model, this).brought(rows.get(model)));
    }
    return models;
  }

  List<Slicing> slicings() {
    return slicings;
  }

  /** Answers of a model to the rows of each slice, in the order of the slicings. */
  List<Answers> parts(int model) {
    return slicings.stream()
        .flatMap(slicing -> slicing.slices().stream())
        .map(slice -> of(slice, model))
        .toList();
  }

  @Override
  public Answers of(Slice slice, int model) {
    return Objects.requireNonNull(slices.get(slice)).get(model);
  }

  /** One at a time, and each of them once. */
  @Override
  public synchronized PairSums pairs(CutSums sums, PairDemand demand) {
    Order.Sum order = Objects.requireNonNull(orders.get(sums));
    String of = order.cut() + " " + demand.metric() + " " + demand.slope();
    return pairs.computeIfAbsent(of, any -> far.pair(new Order.Pair(order, demand)));
  }
}
