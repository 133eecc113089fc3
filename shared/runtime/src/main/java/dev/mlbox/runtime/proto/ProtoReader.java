package dev.mlbox.runtime.proto;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads one protocol buffers message, field by field, and skips what nobody asks for. An ONNX file
 * is such a message, and so is what a gRPC server says; a library for it would be larger than this
 * class by a thousand times.
 *
 * <p>Source: Protocol Buffers documentation, "Encoding".
 */
public final class ProtoReader {
  /** Wire types: a number, or something that starts with its length. */
  public static final int VARINT = 0;

  public static final int LENGTH = 2;

  private static final int NAME = 1 << 20;

  private final InputStream in;
  private long left;
  private int wire;

  /**
   * @param left bytes of this message
   */
  public ProtoReader(InputStream in, long left) {
    this.in = in;
    this.left = left;
  }

  /** Of a whole message. */
  public static ProtoReader of(byte[] message) {
    return new ProtoReader(new ByteArrayInputStream(message), message.length);
  }

  /** The number of the next field, or 0 at the end; its value must be read or skipped next. */
  public int next() throws IOException {
    if (left <= 0) {
      return 0;
    }
    long tag = varint();
    wire = (int) (tag & 7);
    return (int) (tag >>> 3);
  }

  public boolean hasMore() {
    return left > 0;
  }

  public int wire() {
    return wire;
  }

  public long varint() throws IOException {
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

  /** A name: what is longer than a megabyte is none. */
  public byte[] bytes() throws IOException {
    return bytes(NAME);
  }

  /** What a field holds, of so many bytes at most. */
  public byte[] bytes(int most) throws IOException {
    long length = length();
    if (length > most) {
      throw new IOException("a field of more than %d bytes".formatted(most));
    }
    return in.readNBytes((int) length);
  }

  /** A number of four bytes, the lowest first. */
  public int fixed32() throws IOException {
    return (int) fixed(Integer.BYTES);
  }

  /** A number of eight bytes, the lowest first. */
  public long fixed64() throws IOException {
    return fixed(Long.BYTES);
  }

  private long fixed(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      int next = in.read();
      if (next < 0 || --left < 0) {
        throw new EOFException();
      }
      value |= (long) next << (Byte.SIZE * i);
    }
    return value;
  }

  /** The message in this field; it must be read to its end before this one goes on. */
  public ProtoReader message() throws IOException {
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

  public void skip() throws IOException {
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
