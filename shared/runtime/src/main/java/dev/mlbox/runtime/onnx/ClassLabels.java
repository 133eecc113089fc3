package dev.mlbox.runtime.onnx;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of a classifier's classes, in the order of its probabilities: a tensor of probabilities
 * does not carry them, and without them nobody knows whose they are.
 *
 * @param names empty when the model does not tell
 * @param whole whether they are whole numbers
 */
record ClassLabels(List<String> names, boolean whole) {
  static final ClassLabels NONE = new ClassLabels(List.of(), false);

  /** Operators that hand on a label as it is. */
  private static final Set<String> HANDING_ON =
      Set.of("Cast", "Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze");

  /**
   * The classes that a model chooses its label from.
   *
   * @param nodes of the model's graph
   * @param label the output with the label; null: the graph's only classes are meant
   */
  static ClassLabels of(List<GraphNode> nodes, @Nullable String label) {
    List<List<Object>> found =
        label == null
            ? nodes.stream().map(GraphNode::classes).filter(c -> !c.isEmpty()).distinct().toList()
            : chosenFrom(nodes, label).stream().toList();
    return found.size() == 1 ? named(found.get(0)) : NONE;
  }

  private static ClassLabels named(List<Object> classes) {
    return new ClassLabels(
        classes.stream().map(Object::toString).toList(), classes.get(0) instanceof Long);
  }

  /** Ensembles number their classes inside and name them at the end: their numbers are no names. */
  private static Optional<List<Object>> chosenFrom(List<GraphNode> nodes, String label) {
    return nodes.stream()
        .filter(node -> !node.outputs().isEmpty() && node.outputs().get(0).equals(label))
        .findFirst()
        .flatMap(
            node ->
                HANDING_ON.contains(node.operator()) && !node.inputs().isEmpty()
                    ? chosenFrom(nodes, node.inputs().get(0))
                    : Optional.of(node.classes()).filter(classes -> !classes.isEmpty()));
  }

  /** The names of {@code width} probabilities; empty when the model names another number. */
  List<String> names(int width) {
    return names.size() == width ? names : List.of();
  }
}
