package dev.mlbox.jenkins.settings;

import hudson.AbortException;
import hudson.FilePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The command line as an archive somewhere, known by its SHA-256. The controller keeps it under
 * that, and agents get it from there: neither asks the network for it a second time.
 *
 * @param url where
 * @param sha256 as hexadecimal digits; empty for what stands beside the archive, as Maven
 *     repositories have it
 * @param caches the controller's folder to keep it in
 * @param access how to get there
 */
record Archive(String url, String sha256, Path caches, Access access) {
  private static final String DIGITS = "[0-9a-fA-F]{64}";

  /** Names on an agent what was unpacked there. */
  private static final String MARK = ".mlbox-sha256";

  /** Unpacks it into an agent's folder, if that has not got it yet. */
  void unpackInto(FilePath folder, PrintStream log) throws IOException, InterruptedException {
    String digest = expected();
    FilePath mark = folder.child(MARK);
    if (mark.exists() && mark.readToString().equals(digest)) {
      return;
    }
    Path archive = fetched(digest, log);
    log.println(Messages.MlboxInstaller_unpacking(folder.getRemote()));
    folder.mkdirs();
    folder.deleteContents();
    try (InputStream zip = Files.newInputStream(archive)) {
      folder.unzipFrom(zip);
    }
    mark.write(digest, "UTF-8");
  }

  /** The file on the controller, downloaded if it is not there yet. */
  private Path fetched(String digest, PrintStream log) throws IOException {
    Path kept = caches.resolve(digest + ".zip");
    if (Files.exists(kept) && digestOf(kept).equals(digest)) {
      return kept;
    }
    log.println(Messages.MlboxInstaller_downloading(url));
    Files.createDirectories(caches);
    Path draft = Files.createTempFile(caches, "download", ".part");
    try {
      String actual = hex(new Download(url, access).to(draft, kept));
      if (!actual.equals(digest)) {
        throw new AbortException(Messages.MlboxInstaller_differs(url, actual, digest));
      }
      return Files.move(draft, kept, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private String expected() throws IOException {
    if (!sha256.isEmpty()) {
      if (!isDigest(sha256)) {
        throw new AbortException(Messages.MlboxInstaller_sha256());
      }
      return sha256;
    }
    // A release is never another one: what was once read beside it stays true.
    String name = hex(newDigest().digest(url.getBytes(StandardCharsets.UTF_8)));
    Path kept = caches.resolve(name + ".sha256");
    if (!Files.exists(kept)) {
      String digest = digestBeside();
      Files.createDirectories(caches);
      Files.writeString(kept, digest, StandardCharsets.UTF_8);
    }
    return Files.readString(kept, StandardCharsets.UTF_8);
  }

  private String digestBeside() throws IOException {
    String place = url + ".sha256";
    String text;
    try {
      text = new Download(place, access).text();
    } catch (IOException e) {
      throw new AbortException(Messages.MlboxInstaller_noDigest(String.valueOf(e.getMessage())));
    }
    String digest = text.strip().split("\\s", 2)[0].toLowerCase(java.util.Locale.ROOT);
    if (!isDigest(digest)) {
      throw new AbortException(
          Messages.MlboxInstaller_noDigest(Messages.MlboxInstaller_noDigits(place)));
    }
    return digest;
  }

  static boolean isDigest(String text) {
    return text.matches(DIGITS);
  }

  /** Of what is kept as well: a disk may have been full, or somebody has put it there. */
  private static String digestOf(Path file) throws IOException {
    MessageDigest digest = newDigest();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(file, out);
    }
    return hex(digest.digest());
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
