package dev.mlbox.runtime.grpc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A message as it goes over the wire: whether it is compressed, its length, its bytes.
 *
 * <p>Source: gRPC documentation, "gRPC over HTTP2", Length-Prefixed-Message.
 */
public final class GrpcFrame {
  private static final int HEAD = 5;

  private GrpcFrame() {}

  /** One message, not compressed. */
  public static byte[] of(byte[] message) {
    return ByteBuffer.allocate(HEAD + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }

  /**
   * The one message in a body.
   *
   * @throws IOException when there is none, more than one, or one that is compressed
   */
  public static byte[] message(byte[] body) throws IOException {
    if (body.length < HEAD || ByteBuffer.wrap(body, 1, HEAD - 1).getInt() != body.length - HEAD) {
      throw new IOException("%d bytes that are not one message".formatted(body.length));
    }
    if (body[0] != 0) {
      throw new IOException("a message that is compressed");
    }
    return Arrays.copyOfRange(body, HEAD, body.length);
  }

  /** Whether a body begins with a message that is compressed, which nobody here can read. */
  public static boolean isCompressed(byte[] body) {
    return body.length >= HEAD && body[0] == 1;
  }
}
