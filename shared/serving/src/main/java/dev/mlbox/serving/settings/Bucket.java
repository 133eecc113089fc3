package dev.mlbox.serving.settings;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A bucket that files are copied to, in S3 or whatever speaks its protocol.
 *
 * @param address of the folder in it, ending in a slash
 * @param region such as {@code us-east-1}
 * @param credentials to sign with
 */
public record Bucket(URI address, String region, Credentials credentials) {

  /**
   * Who writes.
   *
   * @param token of a session; null for none
   */
  public record Credentials(String key, String secret, @Nullable String token) {
    @Override
    public String toString() {
      return "Credentials[" + key + "]";
    }
  }
}
