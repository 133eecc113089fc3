package dev.mlbox.runtime.grpc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Words beside a status, as headers have them: visible ASCII, everything else in percents.
 *
 * <p>Source: gRPC documentation, "gRPC over HTTP2", Percent-Encoded.
 */
public final class GrpcText {

  private GrpcText() {}

  /** For a header. */
  public static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      if (each >= ' ' && each <= '~' && each != '%') {
        encoded.append((char) each);
      } else {
        encoded.append("%%%02X".formatted(each & 0xFF));
      }
    }
    return encoded.toString();
  }

  /** From a header; what is encoded wrongly stays as it is. */
  public static String decode(String header) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] raw = header.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < raw.length; i++) {
      int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
      if (raw[i] == '%' && high >= 0 && low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.write(raw[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
