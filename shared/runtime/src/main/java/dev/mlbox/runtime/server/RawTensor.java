package dev.mlbox.runtime.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Values of a tensor that are one after the other in bytes, the lowest first. */
final class RawTensor {

  private RawTensor() {}

  /**
   * @param type as the Open Inference Protocol names it
   * @throws IOException when the bytes are not whole, or of a type that has no numbers in Java
   */
  static ArrayNode values(String type, byte[] bytes) throws IOException {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try {
      while (buffer.hasRemaining()) {
        add(type, buffer, values);
      }
    } catch (BufferUnderflowException e) {
      throw new IOException("a tensor of %s in %d bytes".formatted(type, bytes.length), e);
    }
    return values;
  }

  private static void add(String type, ByteBuffer buffer, ArrayNode values) throws IOException {
    switch (type) {
      case "BOOL" -> values.add(buffer.get() != 0);
      case "INT8" -> values.add(buffer.get());
      case "UINT8" -> values.add(buffer.get() & 0xFF);
      case "INT16" -> values.add(buffer.getShort());
      case "UINT16" -> values.add(buffer.getShort() & 0xFFFF);
      case "INT32" -> values.add(buffer.getInt());
      case "UINT32" -> values.add(buffer.getInt() & 0xFFFFFFFFL);
      case "INT64", "UINT64" -> values.add(buffer.getLong());
      case "FP32" -> values.add(buffer.getFloat());
      case "FP64" -> values.add(buffer.getDouble());
      case "BYTES" -> values.add(text(buffer));
      default -> throw new IOException("a tensor of " + type);
    }
  }

  private static String text(ByteBuffer buffer) throws IOException {
    int length = buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      throw new IOException("a text of %d bytes in %d".formatted(length, buffer.remaining()));
    }
    byte[] text = new byte[length];
    buffer.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
