package dev.mlbox.runtime.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.TensorInfo;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a model is fed with: columns by the names of its inputs, or one matrix.
 *
 * @param all in the model's order
 * @param rowByRow whether the model was exported for one row at a time
 */
record Inputs(List<Input> all, boolean rowByRow) {

  Inputs {
    all = List.copyOf(all);
  }

  /**
   * @param file the model's file name, for messages
   * @param features the columns of a matrix; empty when they are not named
   * @throws MlboxException INVALID with a problem for each input that no column can fill
   */
  static Inputs of(Collection<NodeInfo> nodes, String file, List<String> features) {
    boolean alone = nodes.size() == 1;
    List<Input> inputs = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    boolean rowByRow = false;
    for (NodeInfo node : nodes) {
      String place = "input %s of %s".formatted(node.getName(), file);
      if (!(node.getInfo() instanceof TensorInfo info)) {
        problems.add(Problem.of("a sequence or map cannot be fed").at(place));
        continue;
      }
      long[] shape = info.getShape();
      Scalar type = Scalar.of(info).orElse(null);
      if (type == null) {
        problems.add(unfit(place, "its type is " + Scalar.word(info)));
      } else if (shape.length == 0 || shape.length > 2 || (wide(shape) && !alone)) {
        problems.add(unfit(place, "its shape is " + words(shape)));
      } else if (shape[0] > 1) {
        problems.add(fixed(place, shape[0]));
      } else {
        inputs.add(input(place, node.getName(), type, shape, alone, features));
        rowByRow |= shape[0] == 1;
      }
    }
    if (!problems.isEmpty()) {
      throw new MlboxException(Fault.INVALID, problems, null);
    }
    return new Inputs(inputs, rowByRow);
  }

  private static boolean wide(long[] shape) {
    return shape.length == 2 && shape[1] > 1;
  }

  private static Input input(
      String place, String name, Scalar type, long[] shape, boolean alone, List<String> features) {
    int width = shape.length == 1 ? 1 : (int) shape[1];
    boolean matrix = shape.length == 2 && alone && (width != 1 || !features.isEmpty());
    if (matrix && !features.isEmpty() && width != -1 && width != features.size()) {
      throw MlboxException.invalid(
          Problem.of("features names %d columns".formatted(features.size()))
              .at(place)
              .expected("%d, as many as the input takes".formatted(width)));
    }
    return new Input(place, name, type, matrix ? width : 1, matrix, shape.length);
  }

  private static Problem unfit(String place, String what) {
    return Problem.of(what)
        .at(place)
        .expected(
            "inputs [N] or [N,1] for one column each, or a single one [N,k], of string, bool, int8"
                + " to int64, uint8, float16, float or double");
  }

  private static Problem fixed(String place, long rows) {
    return Problem.of("it takes exactly %d rows at a time".formatted(rows))
        .at(place)
        .expected("any number of rows, or 1")
        .remedy("export the model with a dynamic first dimension");
  }

  /** A shape as ONNX users write it: {@code [N,3,224,224]}. */
  static String words(long[] shape) {
    return Arrays.stream(shape)
        .mapToObj(size -> size < 0 ? "N" : Long.toString(size))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
