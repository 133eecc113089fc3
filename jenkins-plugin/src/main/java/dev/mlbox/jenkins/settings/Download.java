package dev.mlbox.jenkins.settings;

import hudson.AbortException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/**
 * One file from the network, by the controller.
 *
 * @param url where
 */
record Download(String url) {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int LONGEST_TEXT = 10_000;

  /**
   * Writes it to a file.
   *
   * @param place where somebody may put it by hand
   * @return its SHA-256
   */
  byte[] to(Path file, Path place) throws IOException {
    MessageDigest digest = Archive.newDigest();
    try {
      URLConnection connection = opened();
      try (InputStream in = new DigestInputStream(connection.getInputStream(), digest)) {
        long length = Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        long announced = connection.getContentLengthLong();
        if (length < announced) {
          throw new IOException(Messages.Download_cut(length, announced));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new AbortException(Messages.Download_failed(url, why(e), place));
    }
    return digest.digest();
  }

  /** It as a short text. */
  String text() throws IOException {
    try (InputStream in = opened().getInputStream()) {
      return new String(in.readNBytes(LONGEST_TEXT), StandardCharsets.UTF_8);
    } catch (IOException | IllegalArgumentException e) {
      throw new AbortException(Messages.Download_short(url, why(e)));
    }
  }

  private URLConnection opened() throws IOException {
    URLConnection connection = URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    return connection;
  }

  /** Java says of a missing file and of an unknown host its name only. */
  private static String why(Exception e) {
    if (e instanceof FileNotFoundException || e instanceof NoSuchFileException) {
      return Messages.Download_missing();
    } else if (e instanceof UnknownHostException) {
      return Messages.Download_unknownHost(String.valueOf(e.getMessage()));
    }
    return String.valueOf(e.getMessage());
  }
}
