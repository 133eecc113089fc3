package dev.mlbox.runtime.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.TensorInfo.OnnxTensorType;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Reads what a model answered, without boxing. */
final class Tensors {

  private Tensors() {}

  /** The kind of value that a tensor's elements become; empty for what is not read. */
  static Optional<DataType> type(TensorInfo info) {
    return switch (info.onnxType) {
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_STRING -> Optional.of(DataType.TEXT);
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT,
          ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE,
          ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16,
          ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16 ->
          Optional.of(DataType.REAL);
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL,
          ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8,
          ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8,
          ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16,
          ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16,
          ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32,
          ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32,
          ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 ->
          Optional.of(DataType.WHOLE);
      default -> Optional.empty();
    };
  }

  /** All elements in order, as labels. */
  static Column labels(OnnxTensor tensor) throws OrtException {
    if (tensor.getInfo().onnxType == OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_STRING) {
      return new Column.Text(text(tensor));
    }
    return new Column.Whole(whole(tensor));
  }

  private static String[] text(OnnxTensor tensor) throws OrtException {
    Object values = tensor.getValue();
    if (values instanceof String[][] rows) {
      return Arrays.stream(rows).flatMap(Arrays::stream).toArray(String[]::new);
    }
    return (String[]) values;
  }

  private static long[] whole(OnnxTensor tensor) {
    return switch (tensor.getInfo().onnxType) {
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL, ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 ->
          bytes(tensor.getByteBuffer(), -1L);
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> bytes(tensor.getByteBuffer(), 0xFFL);
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16 -> shorts(tensor.getShortBuffer(), -1L);
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16 -> shorts(tensor.getShortBuffer(), 0xFFFFL);
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> ints(tensor.getIntBuffer(), -1L);
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32 -> ints(tensor.getIntBuffer(), 0xFFFF_FFFFL);
      default -> tensor.getLongBuffer().array();
    };
  }

  private static long[] bytes(ByteBuffer from, long mask) {
    long[] values = new long[from.remaining()];
    Arrays.setAll(values, i -> from.get(i) & mask);
    return values;
  }

  private static long[] shorts(ShortBuffer from, long mask) {
    long[] values = new long[from.remaining()];
    Arrays.setAll(values, i -> from.get(i) & mask);
    return values;
  }

  private static long[] ints(IntBuffer from, long mask) {
    long[] values = new long[from.remaining()];
    Arrays.setAll(values, i -> from.get(i) & mask);
    return values;
  }

  /** All elements in order, as real numbers. */
  static double[] real(OnnxTensor tensor) {
    if (tensor.getInfo().onnxType == OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE) {
      return tensor.getDoubleBuffer().array();
    }
    FloatBuffer from = tensor.getFloatBuffer();
    double[] values = new double[from.remaining()];
    for (int i = 0; i < values.length; i++) {
      values[i] = from.get(i);
    }
    return values;
  }
}
