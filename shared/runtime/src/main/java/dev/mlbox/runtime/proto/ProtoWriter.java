package dev.mlbox.runtime.proto;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes one protocol buffers message, field by field.
 *
 * <p>Source: Protocol Buffers documentation, "Encoding".
 */
public final class ProtoWriter {
  private static final int FIXED64 = 1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A number, as its field. */
  public ProtoWriter number(int field, long value) {
    tag(field, ProtoReader.VARINT);
    return varint(value);
  }

  /** A number of eight bytes, as its field. */
  public ProtoWriter real(int field, double value) {
    tag(field, FIXED64);
    return real(value);
  }

  /** Text, as its field. */
  public ProtoWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes, as their field. */
  public ProtoWriter bytes(int field, byte[] value) {
    tag(field, ProtoReader.LENGTH);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  /** A message, or numbers one after the other, as its field. */
  public ProtoWriter message(int field, ProtoWriter message) {
    return bytes(field, message.toByteArray());
  }

  /** A number among others in one field. */
  public ProtoWriter varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  /** A number of eight bytes among others in one field. */
  public ProtoWriter real(double value) {
    long bits = Double.doubleToRawLongBits(value);
    for (int i = 0; i < Long.BYTES; i++) {
      out.write((int) (bits >>> (Byte.SIZE * i)));
    }
    return this;
  }

  private void tag(int field, int wire) {
    varint((long) field << 3 | wire);
  }

  public byte[] toByteArray() {
    return out.toByteArray();
  }
}
