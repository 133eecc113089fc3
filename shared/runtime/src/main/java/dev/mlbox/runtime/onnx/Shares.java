package dev.mlbox.runtime.onnx;

import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Real numbers that a model answered, several a row: probabilities as a tensor, or as a sequence
 * with one map from class to probability a row (scikit-learn's default export, "zipmap").
 *
 * @param values row-major
 * @param classes names of the columns; empty when the model does not name them
 * @param whole whether the classes are whole numbers
 */
record Shares(double[] values, int width, List<String> classes, boolean whole) {

  static Shares of(OnnxValue value, int rows, ClassLabels labels) throws OrtException {
    if (value instanceof OnnxSequence maps) {
      return of(maps);
    }
    double[] values = Tensors.real((OnnxTensor) value);
    int width = values.length / rows;
    return new Shares(values, width, labels.names(width), labels.whole());
  }

  private static Shares of(OnnxSequence sequence) throws OrtException {
    List<? extends OnnxValue> maps = sequence.getValue();
    try {
      List<?> keys = List.copyOf(sorted(maps.get(0)).keySet());
      double[] values = new double[maps.size() * keys.size()];
      int at = 0;
      for (OnnxValue map : maps) {
        for (Object probability : sorted(map).values()) {
          values[at++] = ((Number) probability).doubleValue();
        }
      }
      List<String> names = keys.stream().map(Object::toString).toList();
      return new Shares(values, keys.size(), names, keys.get(0) instanceof Long);
    } finally {
      maps.forEach(OnnxValue::close);
    }
  }

  /** By class; ZipMap gives each row the same classes. */
  private static Map<?, ?> sorted(OnnxValue map) throws OrtException {
    return new TreeMap<>(((OnnxMap) map).getValue());
  }
}
