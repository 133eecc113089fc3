package dev.mlbox.runtime.onnx;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The class names inside an ONNX classifier, in the order of its probabilities. They are attributes
 * of its nodes, which ONNX Runtime does not tell; without them nobody knows which class a column of
 * probabilities belongs to.
 *
 * <p>Source: ONNX operators of the domain ai.onnx.ml (LinearClassifier, SVMClassifier,
 * TreeEnsembleClassifier, ZipMap) and the field numbers of onnx.proto.
 */
final class ClassLabels {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int ATTRIBUTE_NAME = 1;
  private static final int ATTRIBUTE_INTS = 8;
  private static final int ATTRIBUTE_STRINGS = 9;
  private static final Set<String> ATTRIBUTES =
      Set.of("classlabels_ints", "classlabels_int64s", "classlabels_strings");

  private final List<String> names;
  private final boolean whole;

  private ClassLabels(List<String> names, boolean whole) {
    this.names = names;
    this.whole = whole;
  }

  /** Empty when no node names classes, or several nodes name different ones. */
  static ClassLabels in(Path file) {
    Set<List<Object>> found = new LinkedHashSet<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      readModel(new ProtoReader(in, Files.size(file)), found);
    } catch (IOException e) {
      // ONNX Runtime says in its own words what is wrong with the file.
      return new ClassLabels(List.of(), false);
    }
    if (found.size() != 1) {
      return new ClassLabels(List.of(), false);
    }
    List<Object> labels = found.iterator().next();
    return new ClassLabels(
        labels.stream().map(Object::toString).toList(), labels.get(0) instanceof Long);
  }

  /** The names of {@code width} probabilities; empty when the model names another number. */
  List<String> names(int width) {
    return names.size() == width ? names : List.of();
  }

  /** Whether they are whole numbers. */
  boolean whole() {
    return whole;
  }

  private static void readModel(ProtoReader model, Set<List<Object>> found) throws IOException {
    for (int field = model.next(); field != 0; field = model.next()) {
      if (field == MODEL_GRAPH) {
        readGraph(model.message(), found);
      } else {
        model.skip();
      }
    }
  }

  private static void readGraph(ProtoReader graph, Set<List<Object>> found) throws IOException {
    for (int field = graph.next(); field != 0; field = graph.next()) {
      if (field == GRAPH_NODE) {
        readNode(graph.message(), found);
      } else {
        graph.skip();
      }
    }
  }

  private static void readNode(ProtoReader node, Set<List<Object>> found) throws IOException {
    for (int field = node.next(); field != 0; field = node.next()) {
      if (field == NODE_ATTRIBUTE) {
        List<Object> labels = readAttribute(node.message());
        if (!labels.isEmpty()) {
          found.add(labels);
        }
      } else {
        node.skip();
      }
    }
  }

  private static List<Object> readAttribute(ProtoReader attribute) throws IOException {
    String name = "";
    List<Object> values = new ArrayList<>();
    for (int field = attribute.next(); field != 0; field = attribute.next()) {
      // The name comes first; a tree's many thousand numbers are not worth reading.
      boolean wanted = name.isEmpty() || ATTRIBUTES.contains(name);
      if (field == ATTRIBUTE_NAME) {
        name = new String(attribute.bytes(), StandardCharsets.UTF_8);
      } else if (wanted && field == ATTRIBUTE_STRINGS) {
        values.add(new String(attribute.bytes(), StandardCharsets.UTF_8));
      } else if (wanted && field == ATTRIBUTE_INTS) {
        readInts(attribute, values);
      } else {
        attribute.skip();
      }
    }
    return ATTRIBUTES.contains(name) ? values : List.of();
  }

  /** One number, or all packed together: writers do either. */
  private static void readInts(ProtoReader attribute, List<Object> values) throws IOException {
    if (attribute.wire() == ProtoReader.VARINT) {
      values.add(attribute.varint());
      return;
    }
    ProtoReader packed = attribute.message();
    while (packed.hasMore()) {
      values.add(packed.varint());
    }
  }
}
