package dev.mlbox.runtime.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.platform.Fp16Conversions;
import dev.mlbox.core.table.DataType;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/**
 * An ONNX element type that a table column can fill: which numbers it holds without changing them,
 * and how they are written.
 *
 * <p>Not here are uint16, uint32 and uint64: ONNX Runtime's Java interface makes no tensors of
 * them.
 */
enum Scalar {
  STRING(OnnxJavaType.STRING, DataType.TEXT, 0, 0, 0),
  BOOL(OnnxJavaType.BOOL, DataType.WHOLE, 0, 1, 0),
  INT8(OnnxJavaType.INT8, DataType.WHOLE, Byte.MIN_VALUE, Byte.MAX_VALUE, 0),
  UINT8(OnnxJavaType.UINT8, DataType.WHOLE, 0, 255, 0),
  INT16(OnnxJavaType.INT16, DataType.WHOLE, Short.MIN_VALUE, Short.MAX_VALUE, 0),
  INT32(OnnxJavaType.INT32, DataType.WHOLE, Integer.MIN_VALUE, Integer.MAX_VALUE, 0),
  INT64(OnnxJavaType.INT64, DataType.WHOLE, Long.MIN_VALUE, Long.MAX_VALUE, 0),
  FLOAT16(OnnxJavaType.FLOAT16, DataType.REAL, -(1L << 11), 1L << 11, 65_504),
  BFLOAT16(OnnxJavaType.BFLOAT16, DataType.REAL, -(1L << 8), 1L << 8, 0x1.fep127),
  FLOAT(OnnxJavaType.FLOAT, DataType.REAL, -(1L << 24), 1L << 24, Float.MAX_VALUE),
  DOUBLE(OnnxJavaType.DOUBLE, DataType.REAL, -(1L << 53), 1L << 53, Double.MAX_VALUE);

  private static final String PREFIX = "ONNX_TENSOR_ELEMENT_DATA_TYPE_";

  private final OnnxJavaType java;
  private final DataType type;

  /** The whole numbers from {@code low} to {@code high} keep their value. */
  private final long low;

  private final long high;

  /** The largest finite real number; 0 where there are only whole ones. */
  private final double limit;

  Scalar(OnnxJavaType java, DataType type, long low, long high, double limit) {
    this.java = java;
    this.type = type;
    this.low = low;
    this.high = high;
    this.limit = limit;
  }

  static Optional<Scalar> of(TensorInfo info) {
    String word = word(info).toUpperCase(Locale.ROOT);
    for (Scalar scalar : values()) {
      if (scalar.name().equals(word)) {
        return Optional.of(scalar);
      }
    }
    return Optional.empty();
  }

  /** The element type as ONNX calls it: {@code uint16}. */
  static String word(TensorInfo info) {
    return info.onnxType.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
  }

  OnnxJavaType java() {
    return java;
  }

  DataType type() {
    return type;
  }

  int bytes() {
    return java.size;
  }

  boolean holds(long value) {
    return value >= low && value <= high;
  }

  /** Rounding to the nearest is fine for a real number; overflow, or losing a fraction, is not. */
  boolean holds(double value) {
    if (type == DataType.REAL) {
      return !(Math.abs(value) > limit) || Double.isInfinite(value);
    }
    return value == Math.rint(value) && value < 0x1p63 && value >= -0x1p63 && holds((long) value);
  }

  void put(ByteBuffer target, int index, long value) {
    switch (this) {
      case BOOL, INT8, UINT8 -> target.put(index, (byte) value);
      case INT16 -> target.putShort(index * Short.BYTES, (short) value);
      case INT32 -> target.putInt(index * Integer.BYTES, (int) value);
      case INT64 -> target.putLong(index * Long.BYTES, value);
      case FLOAT16, BFLOAT16, FLOAT, DOUBLE -> put(target, index, (double) value);
      case STRING -> throw new IllegalArgumentException("text is not put into a buffer");
    }
  }

  void put(ByteBuffer target, int index, double value) {
    switch (this) {
      case FLOAT -> target.putFloat(index * Float.BYTES, (float) value);
      case DOUBLE -> target.putDouble(index * Double.BYTES, value);
      case FLOAT16 ->
          target.putShort(index * Short.BYTES, Fp16Conversions.floatToFp16((float) value));
      case BFLOAT16 ->
          target.putShort(index * Short.BYTES, Fp16Conversions.floatToBf16((float) value));
      case BOOL, INT8, UINT8, INT16, INT32, INT64 -> put(target, index, (long) value);
      case STRING -> throw new IllegalArgumentException("text is not put into a buffer");
    }
  }

  /** What a column must hold, for a message about one that holds something else. */
  String expected(DataType given) {
    String word = name().toLowerCase(Locale.ROOT);
    if (this == STRING) {
      return "text";
    }
    if (this == BOOL) {
      return "0 or 1 (bool)";
    }
    if (this == INT64) {
      return "a whole number (int64)";
    }
    if (type == DataType.WHOLE) {
      return "a whole number from %d to %d (%s)".formatted(low, high, word);
    }
    return switch (given) {
      case TEXT -> "a number (%s)".formatted(word);
      case WHOLE ->
          "a whole number from %d to %d, which %s holds exactly".formatted(low, high, word);
      case REAL -> "a number from %s to %s (%s)".formatted(-limit, limit, word);
    };
  }
}
