package dev.mlbox.runtime.server;

import dev.mlbox.runtime.proto.ProtoReader;
import java.io.IOException;

/**
 * What the answer to a question after a server's health says. The health service of gRPC and the
 * ready methods of the Open Inference Protocol say it alike: 1, in the first field.
 */
public final class ServerHealth {

  private ServerHealth() {}

  /**
   * Whether it says that the server is well.
   *
   * @param message of the answer, without its frame
   */
  public static boolean isWell(byte[] message) {
    try {
      ProtoReader reader = ProtoReader.of(message);
      return reader.next() == 1 && reader.wire() == ProtoReader.VARINT && reader.varint() == 1;
    } catch (IOException e) {
      return false;
    }
  }
}
