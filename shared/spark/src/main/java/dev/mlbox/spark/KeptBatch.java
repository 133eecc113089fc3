package dev.mlbox.spark;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Frame;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.runtime.remote.Order;
import dev.mlbox.runtime.remote.Parcel;
import dev.mlbox.runtime.remote.Values;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that follow each other, as far as anything is asked of them once models have answered.
 *
 * @param firstRow number of the first one among all
 * @param target what is true
 * @param answers of each model
 * @param cuts for each way to cut the rows each one's value
 * @param first inputs, of the first of all rows only
 */
record KeptBatch(
    long firstRow,
    Values target,
    List<Parcel.Said> answers,
    List<String[]> cuts,
    List<Values> first)
    implements Serializable {

  KeptBatch {
    answers = List.copyOf(answers);
    cuts = List.copyOf(cuts);
    first = List.copyOf(first);
  }

  int rows() {
    return target.column().rows();
  }

  List<Predictions> predictions() {
    return answers.stream().map(Parcel.Said::predictions).toList();
  }

  List<Answers> answers(Frame frame) {
    return frame.answers(target.column(), predictions());
  }

  /** What models answered, as they do when they are asked for that alone. */
  Packed packed() {
    return new Packed(firstRow, rows(), new Parcel(rows(), first, answers).packed(), null);
  }

  /** The part that each row belongs to. */
  int[] parts(Order.Sum sum) {
    int[] parts = new int[rows()];
    if (sum.cut() < 0) {
      return parts;
    }
    Map<String, Integer> numbers = new HashMap<>();
    sum.values().forEach(value -> numbers.put(value, numbers.size()));
    String[] values = cuts.get(sum.cut());
    for (int row = 0; row < parts.length; row++) {
      parts[row] = numbers.getOrDefault(values[row], -1);
    }
    return parts;
  }
}
