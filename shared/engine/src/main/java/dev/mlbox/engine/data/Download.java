package dev.mlbox.engine.data;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Fetches data from a URL into a temporary folder, so that its bytes can be digested and re-read.
 */
final class Download {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration WHOLE = Duration.ofMinutes(10);

  private Download() {}

  /** A file of the URL's own name, alone in its folder. */
  static Path of(Stated location) {
    URI uri = address(location);
    String path = uri.getPath();
    Path name = Path.of(path.substring(path.lastIndexOf('/') + 1));
    DataFormat.of(name, location.place());
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(WHOLE).build();
    try {
      Path folder = Files.createTempDirectory("mlbox-data");
      Path file = folder.resolve(name);
      HttpResponse<Path> answer = client.send(request, HttpResponse.BodyHandlers.ofFile(file));
      if (answer.statusCode() != 200) {
        Files.delete(file);
        Files.delete(folder);
        throw refused(location, "HTTP " + answer.statusCode(), null);
      }
      return file;
    } catch (IOException e) {
      throw refused(location, String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused(location, "interrupted", e);
    }
  }

  private static URI address(Stated location) {
    try {
      URI uri = URI.create(location.text());
      if (uri.getHost() != null && uri.getPath() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below, as for an address without a host.
    }
    throw MlboxException.invalid(
        Problem.of("%s is no address".formatted(location.text())).at(location.place()));
  }

  private static MlboxException refused(Stated location, String why, @Nullable Throwable cause) {
    return MlboxException.broken(
        Problem.of("cannot download %s: %s".formatted(location.text(), why)).at(location.place()),
        cause);
  }
}
