package dev.mlbox.runtime.onnx;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads one protocol buffers message, field by field, and skips what nobody asks for. An ONNX file
 * is such a message; a library for it would be larger than this class by a thousand times.
 *
 * <p>Source: Protocol Buffers documentation, "Encoding".
 */
final class ProtoReader {
  /** Wire types: a number, or something that starts with its length. */
  static final int VARINT = 0;

  static final int LENGTH = 2;

  private final InputStream in;
  private long left;
  private int wire;

  /**
   * @param left bytes of this message
   */
  ProtoReader(InputStream in, long left) {
    this.in = in;
    this.left = left;
  }

  /** The number of the next field, or 0 at the end; its value must be read or skipped next. */
  int next() throws IOException {
    if (left <= 0) {
      return 0;
    }
    long tag = varint();
    wire = (int) (tag & 7);
    return (int) (tag >>> 3);
  }

  boolean hasMore() {
    return left > 0;
  }

  int wire() {
    return wire;
  }

  long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = in.read();
      left--;
      if (next < 0) {
        throw new EOFException();
      }
      value |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IOException("a number of more than 64 bits");
  }

  byte[] bytes() throws IOException {
    long length = length();
    if (length > 1 << 20) {
      throw new IOException("a name of more than a megabyte");
    }
    return in.readNBytes((int) length);
  }

  /** The message in this field; it must be read to its end before this one goes on. */
  ProtoReader message() throws IOException {
    return new ProtoReader(in, length());
  }

  private long length() throws IOException {
    long length = varint();
    if (length < 0 || length > left) {
      throw new EOFException();
    }
    left -= length;
    return length;
  }

  void skip() throws IOException {
    switch (wire) {
      case VARINT -> varint();
      case 1 -> skip(Long.BYTES);
      case LENGTH -> in.skipNBytes(length());
      case 5 -> skip(Integer.BYTES);
      default -> throw new IOException("wire type " + wire);
    }
  }

  private void skip(int bytes) throws IOException {
    in.skipNBytes(bytes);
    left -= bytes;
  }
}
