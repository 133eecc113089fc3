package dev.mlbox.engine.data;

import dev.mlbox.core.config.Shown;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.load.Download;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Brings data behind a URL into a temporary folder, so that their bytes can be digested and read
 * again. Nothing stays there when that fails.
 */
final class RemoteData {
  private final Download download;
  private final Path temporary;

  /**
   * @param temporary where the folder is made
   */
  RemoteData(Download download, Path temporary) {
    this.download = download;
    this.temporary = temporary;
  }

  static RemoteData usual() {
    return new RemoteData(new Download(), Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** A file of the URL's own name, alone in its folder. */
  Path copy(Stated location) {
    URI address = address(location);
    String path = address.getPath();
    Path name = Path.of(path.substring(path.lastIndexOf('/') + 1));
    DataFormat.of(name, location.place());
    try {
      Path folder = Files.createTempDirectory(temporary, "mlbox-data");
      Path file = folder.resolve(name);
      boolean whole = false;
      try {
        download.to(file, address, location.place());
        whole = true;
        return file;
      } finally {
        if (!whole) {
          Files.deleteIfExists(file);
          Files.deleteIfExists(folder);
        }
      }
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the data cannot be copied to %s: %s".formatted(temporary, e))
              .at(location.place()),
          e);
    }
  }

  private static URI address(Stated location) {
    URI address;
    try {
      address = new URI(location.text());
    } catch (URISyntaxException e) {
      throw no("%s is no address".formatted(Shown.of(location.text())), location);
    }
    if (address.getHost() == null || address.getPath() == null) {
      throw no("%s is no address".formatted(Shown.of(location.text())), location);
    }
    if (address.getUserInfo() != null) {
      throw no("`%s` contains a user or password".formatted(Shown.of(location.text())), location);
    }
    return address;
  }

  private static MlboxException no(String what, Stated location) {
    return MlboxException.invalid(
        Problem.of(what)
            .at(location.place())
            .expected("https://host/path without secrets; it may be signed by its query"));
  }
}
