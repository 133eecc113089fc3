package dev.mlbox.runtime.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import dev.mlbox.runtime.batch.Probabilities;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which of a model's outputs are read, and as what: a label, probabilities, both, or one number.
 *
 * @param file the model's file name, for messages
 * @param label the output with each row's class; null when the model gives none
 * @param numbers the output with probabilities, or with one number a row; null for labels alone
 * @param classes of the probabilities
 */
record Outputs(String file, @Nullable String label, @Nullable String numbers, ClassLabels classes) {

  /**
   * @throws MlboxException INVALID when there is nothing to read; it lists the outputs
   */
  static Outputs of(Collection<NodeInfo> nodes, String file, List<GraphNode> graph) {
    Optional<String> label =
        pick(nodes, Outputs::isLabel, "label", "class", "predict")
            .or(() -> pick(nodes, Outputs::isIndicator, "label", "class", "predict"));
    Optional<String> numbers = pick(nodes, Outputs::isWide, "prob");
    if (numbers.isEmpty()) {
      // A single number beside a label is a score of its own kind, unless it says otherwise.
      numbers =
          pick(nodes, Outputs::isNumber, "prob")
              .filter(name -> label.isEmpty() || name.toLowerCase(Locale.ROOT).contains("prob"));
    }
    if (label.isEmpty() && numbers.isEmpty()) {
      String found = nodes.stream().map(Outputs::words).collect(Collectors.joining(", "));
      throw MlboxException.invalid(
          Problem.of("no output is a prediction: " + found)
              .at(file)
              .expected(
                  "a label or number [N] or [N,1], probabilities [N,k], or a label and"
                      + " probabilities"));
    }
    return new Outputs(
        file, label.orElse(null), numbers.orElse(null), ClassLabels.of(graph, label.orElse(null)));
  }

  /** Of several that fit, the first whose name says what it is, else the first. */
  private static Optional<String> pick(
      Collection<NodeInfo> nodes, Predicate<NodeInfo> fits, String... words) {
    Set<String> names =
        nodes.stream()
            .filter(fits)
            .map(NodeInfo::getName)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    for (String word : words) {
      for (String name : names) {
        if (name.toLowerCase(Locale.ROOT).contains(word)) {
          return Optional.of(name);
        }
      }
    }
    return names.stream().findFirst();
  }

  private static boolean isLabel(NodeInfo node) {
    return isTensor(node, false) && width(node) <= 1;
  }

  /** A 0 or 1 for each label of a set, as scikit-learn's multilabel models answer. */
  private static boolean isIndicator(NodeInfo node) {
    return isTensor(node, false) && width(node) > 1;
  }

  private static boolean isNumber(NodeInfo node) {
    return isTensor(node, true) && width(node) <= 1;
  }

  private static boolean isWide(NodeInfo node) {
    if (node.getInfo() instanceof SequenceInfo sequence) {
      return sequence.sequenceOfMaps;
    }
    return isTensor(node, true) && width(node) > 1;
  }

  private static boolean isTensor(NodeInfo node, boolean real) {
    return node.getInfo() instanceof TensorInfo info
        && info.getShape().length <= 2
        && Tensors.type(info).filter(type -> (type == DataType.REAL) == real).isPresent();
  }

  /** Values a row: 1 for [N], -1 when left open. */
  static int width(NodeInfo node) {
    if (node.getInfo() instanceof TensorInfo info) {
      long[] shape = info.getShape();
      return shape.length == 1 ? 1 : shape.length == 2 ? (int) shape[1] : -1;
    }
    return -1;
  }

  private static String words(NodeInfo node) {
    if (node.getInfo() instanceof TensorInfo info) {
      return "%s %s %s".formatted(node.getName(), Scalar.word(info), Inputs.words(info.getShape()));
    }
    return node.getName() + " sequence or map";
  }

  /** What is asked of the model; {@link #read} gets the answers in this order. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    if (label != null) {
      names.add(label);
    }
    if (numbers != null) {
      names.add(numbers);
    }
    return names;
  }

  /**
   * @param firstRow number of the first row, counted from 1, for messages
   */
  Predictions read(OrtSession.Result answer, int rows, int firstRow) throws OrtException {
    Column labels = null;
    if (label != null) {
      labels = Tensors.labels((OnnxTensor) answer.get(0));
      if (labels instanceof Column.Whole flags && flags.rows() > rows) {
        return sets(flags.values(), answer, rows, firstRow);
      }
      checkRows(labels.rows(), rows, label);
    }
    if (numbers == null) {
      return Predictions.of(Objects.requireNonNull(labels));
    }
    Shares shares = Shares.of(answer.get(label == null ? 0 : 1), rows, classes);
    if (shares.width() == 0 || shares.values().length != rows * shares.width()) {
      checkRows(shares.values().length, rows, numbers);
    }
    if (labels == null && shares.width() == 1) {
      return Predictions.of(new Column.Real(shares.values()));
    }
    Probabilities.check(
        shares.values(), shares.width(), "output %s of %s".formatted(numbers, file), firstRow);
    if (labels == null) {
      labels =
          Probabilities.mostLikely(
              shares.values(), shares.width(), shares.classes(), shares.whole());
    }
    return new Predictions(labels, shares.classes(), shares.values(), shares.width());
  }

  /** A set is the places of its labels. */
  private Predictions sets(long[] flags, OrtSession.Result answer, int rows, int firstRow)
      throws OrtException {
    if (flags.length % rows != 0) {
      checkRows(flags.length, rows, Objects.requireNonNull(label));
    }
    int width = flags.length / rows;
    String[] sets = new String[rows];
    for (int row = 0; row < rows; row++) {
      int from = row * width;
      sets[row] =
          IntStream.range(0, width)
              .filter(place -> flags[from + place] != 0)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining("|"));
    }
    if (numbers == null) {
      return Predictions.of(new Column.Text(sets));
    }
    Shares shares = Shares.of(answer.get(1), rows, ClassLabels.NONE);
    Probabilities.checkApart(
        shares.values(), shares.width(), "output %s of %s".formatted(numbers, file), firstRow);
    return new Predictions(new Column.Text(sets), List.of(), shares.values(), shares.width());
  }

  private void checkRows(int answers, int rows, String output) {
    if (answers != rows) {
      throw MlboxException.broken(
          Problem.of("%d answers for %d rows".formatted(answers, rows))
              .at("output %s of %s".formatted(output, file)),
          null);
    }
  }
}
