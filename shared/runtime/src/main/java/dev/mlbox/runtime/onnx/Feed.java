package dev.mlbox.runtime.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.mlbox.runtime.onnx.Input.NamedColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The tensor of one input. ONNX Runtime reads numbers from memory that is written here, so the next
 * call with as many rows allocates nothing; text is copied by ONNX Runtime each time.
 */
final class Feed implements AutoCloseable {
  private final Input input;
  private ByteBuffer memory = ByteBuffer.allocateDirect(0);
  private @Nullable OnnxTensor tensor;
  private int rows;
  private int columns;

  Feed(Input input) {
    this.input = input;
  }

  String name() {
    return input.name();
  }

  OnnxTensor fill(NamedColumn[] sources, int from, int to) throws OrtException {
    return input.type() == Scalar.STRING
        ? fillText(sources, from, to)
        : fillNumbers(sources, from, to);
  }

  private OnnxTensor fillText(NamedColumn[] sources, int from, int to) throws OrtException {
    String[] values = new String[(to - from) * sources.length];
    for (int i = 0; i < sources.length; i++) {
      input.write(sources[i], from, to, values, i, sources.length);
    }
    long[] shape = input.shape(to - from, sources.length);
    return hold(OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, shape));
  }

  private OnnxTensor fillNumbers(NamedColumn[] sources, int from, int to) throws OrtException {
    OnnxTensor target = tensor;
    if (target == null || rows != to - from || columns != sources.length) {
      target = shape(to - from, sources.length);
    }
    for (int i = 0; i < sources.length; i++) {
      input.write(sources[i], from, to, memory, i, sources.length);
    }
    return target;
  }

  private OnnxTensor shape(int newRows, int newColumns) throws OrtException {
    int bytes = Math.multiplyExact(newRows * newColumns, input.type().bytes());
    close();
    if (memory.capacity() < bytes) {
      memory = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    rows = newRows;
    columns = newColumns;
    return hold(
        OnnxTensor.createTensor(
            OrtEnvironment.getEnvironment(),
            memory.limit(bytes),
            input.shape(newRows, newColumns),
            input.type().java()));
  }

  private OnnxTensor hold(OnnxTensor next) {
    close();
    tensor = next;
    return next;
  }

  @Override
  public void close() {
    if (tensor != null) {
      tensor.close();
      tensor = null;
    }
  }
}
