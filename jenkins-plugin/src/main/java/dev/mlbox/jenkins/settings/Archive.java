package dev.mlbox.jenkins.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file somewhere, known by its SHA-256 and kept under it.
 *
 * @param url where
 * @param sha256 as hexadecimal digits
 * @param caches the folder to keep it in
 */
record Archive(String url, String sha256, Path caches) {
  private static final int PATIENCE_MILLIS = 60_000;

  /** The file on the controller, downloaded if it is not there yet. */
  Path fetched(PrintStream log) throws IOException {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IOException(Messages.MlboxInstaller_sha256());
    }
    Path kept = caches.resolve(sha256 + ".zip");
    if (Files.exists(kept)) {
      return kept;
    }
    log.println(Messages.MlboxInstaller_downloading(url));
    Files.createDirectories(caches);
    Path draft = Files.createTempFile(caches, "download", ".part");
    try {
      String actual = download(draft);
      if (!actual.equals(sha256)) {
        throw new IOException(Messages.MlboxInstaller_differs(url, actual, sha256));
      }
      return Files.move(draft, kept, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private String download(Path target) throws IOException {
    URLConnection connection = URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(connection.getInputStream(), digest)) {
      Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
