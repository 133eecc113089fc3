package dev.mlbox.jenkins.settings;

import hudson.AbortException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * One file from the network, by the controller.
 *
 * @param url where
 * @param access how to get there
 */
record Download(String url, Access access) {
  private static final int MOST_REDIRECTS = 5;
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
      throw new AbortException(Messages.Download_failed(url, Trouble.words(e), place));
    }
    return digest.digest();
  }

  /** It as a short text. */
  String text() throws IOException {
    try (InputStream in = opened().getInputStream()) {
      return new String(in.readNBytes(LONGEST_TEXT), StandardCharsets.UTF_8);
    } catch (IOException | IllegalArgumentException e) {
      throw new AbortException(Messages.Download_short(url, Trouble.words(e)));
    }
  }

  /** Follows redirects itself: a password is for the server it was given for and no other. */
  private URLConnection opened() throws IOException {
    URI first = URI.create(url);
    URI place = first;
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      URLConnection connection = access.open(place.toURL(), sameServer(first, place));
      if (!(connection instanceof HttpURLConnection http)) {
        return connection;
      }
      // Asked for its status at once, a way that a proxy did not open would look as the server's.
      http.connect();
      Optional<URI> next = next(http, place);
      if (next.isEmpty()) {
        check(http.getResponseCode());
        return connection;
      }
      http.disconnect();
      place = next.get();
    }
    throw new IOException(Messages.Download_redirects(MOST_REDIRECTS));
  }

  private static boolean sameServer(URI first, URI place) {
    return first.getHost() != null
        && first.getHost().equalsIgnoreCase(place.getHost())
        && first.getPort() == place.getPort();
  }

  /** Where it redirects to; to http only from http, and never to a file of the controller. */
  private static Optional<URI> next(HttpURLConnection connection, URI place) throws IOException {
    String location = connection.getHeaderField("Location");
    if (connection.getResponseCode() / 100 != 3 || location == null) {
      return Optional.empty();
    }
    URI next = place.resolve(location);
    String scheme = String.valueOf(next.getScheme());
    if (scheme.equals("https") || (scheme.equals("http") && scheme.equals(place.getScheme()))) {
      return Optional.of(next);
    }
    throw new IOException(Messages.Download_unprotected(place.getScheme(), scheme));
  }

  private void check(int status) throws IOException {
    switch (status) {
      case 401, 403 ->
          throw new IOException(
              access.hasLogin()
                  ? Messages.Download_refused(status)
                  : Messages.Download_asks(status));
      case 404, 410 -> throw new FileNotFoundException();
      case 407 -> throw new IOException(Messages.Download_proxy(407));
      default -> {
        if (status / 100 != 2) {
          throw new IOException(Messages.Download_status(status));
        }
      }
    }
  }
}
