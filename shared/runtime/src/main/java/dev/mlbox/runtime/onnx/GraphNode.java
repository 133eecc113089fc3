package dev.mlbox.runtime.onnx;

import dev.mlbox.runtime.proto.ProtoReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One step of a graph, as far as it tells of classes. ONNX Runtime does not show a model's graph,
 * so it is read from the file; weights are skipped.
 *
 * <p>Source: field numbers of onnx.proto; attributes of the operators of the domain ai.onnx.ml
 * (LinearClassifier, SVMClassifier, TreeEnsembleClassifier, ZipMap).
 *
 * @param operator as ONNX calls it: {@code Cast}
 * @param classes text or whole numbers, in the order of the probabilities; empty for most nodes
 */
record GraphNode(String operator, List<String> inputs, List<String> outputs, List<Object> classes) {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_OPERATOR = 4;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int ATTRIBUTE_NAME = 1;
  private static final int ATTRIBUTE_INTS = 8;
  private static final int ATTRIBUTE_STRINGS = 9;
  private static final Set<String> CLASSES =
      Set.of("classlabels_ints", "classlabels_int64s", "classlabels_strings");

  /** The nodes of a model's graph; as many as can be read when the file is no model. */
  static List<GraphNode> in(Path file) {
    List<GraphNode> nodes = new ArrayList<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      readModel(new ProtoReader(in, Files.size(file)), nodes);
    } catch (IOException e) {
      // ONNX Runtime says in its own words what is wrong with the file.
      return nodes;
    }
    return nodes;
  }

  private static void readModel(ProtoReader model, List<GraphNode> nodes) throws IOException {
    for (int field = model.next(); field != 0; field = model.next()) {
      if (field == MODEL_GRAPH) {
        readGraph(model.message(), nodes);
      } else {
        model.skip();
      }
    }
  }

  private static void readGraph(ProtoReader graph, List<GraphNode> nodes) throws IOException {
    for (int field = graph.next(); field != 0; field = graph.next()) {
      if (field == GRAPH_NODE) {
        nodes.add(readNode(graph.message()));
      } else {
        graph.skip();
      }
    }
  }

  private static GraphNode readNode(ProtoReader node) throws IOException {
    String operator = "";
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    List<Object> classes = new ArrayList<>();
    for (int field = node.next(); field != 0; field = node.next()) {
      switch (field) {
        case NODE_INPUT -> inputs.add(text(node));
        case NODE_OUTPUT -> outputs.add(text(node));
        case NODE_OPERATOR -> operator = text(node);
        case NODE_ATTRIBUTE -> classes.addAll(readAttribute(node.message()));
        default -> node.skip();
      }
    }
    return new GraphNode(operator, inputs, outputs, classes);
  }

  private static List<Object> readAttribute(ProtoReader attribute) throws IOException {
    String name = "";
    List<Object> values = new ArrayList<>();
    for (int field = attribute.next(); field != 0; field = attribute.next()) {
      // The name comes first; a tree's many thousand numbers are not worth reading.
      boolean wanted = name.isEmpty() || CLASSES.contains(name);
      if (field == ATTRIBUTE_NAME) {
        name = text(attribute);
      } else if (wanted && field == ATTRIBUTE_STRINGS) {
        values.add(text(attribute));
      } else if (wanted && field == ATTRIBUTE_INTS) {
        readInts(attribute, values);
      } else {
        attribute.skip();
      }
    }
    return CLASSES.contains(name) ? values : List.of();
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

  private static String text(ProtoReader message) throws IOException {
    return new String(message.bytes(), StandardCharsets.UTF_8);
  }
}
