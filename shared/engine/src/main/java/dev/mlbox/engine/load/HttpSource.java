package dev.mlbox.engine.load;

import dev.mlbox.core.config.LoadConfig;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.port.LoadedModel;
import dev.mlbox.core.port.ModelSource;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/**
 * A file behind an http(s) URL. Its digest must be known beforehand: what is served tomorrow may be
 * another model, and a digest makes the second load a look into the cache.
 */
public final class HttpSource implements ModelSource {
  private final CacheFolder cache;
  private final Download download;

  public HttpSource(CacheFolder cache, StepListener listener) {
    this(cache, new Download(Download.Patience.USUAL, listener));
  }

  HttpSource(CacheFolder cache, Download download) {
    this.cache = cache;
    this.download = download;
  }

  @Override
  public boolean takes(String from) {
    String lower = from.toLowerCase(Locale.ROOT);
    return lower.startsWith("https:") || lower.startsWith("http:");
  }

  @Override
  public LoadedModel load(LoadConfig config) {
    URI address = address(config);
    String shown = Download.shown(address);
    String expected =
        Received.digest(config).orElseThrow(() -> Received.invalid(unpinned(shown), config));
    Path kept = cache.path().resolve("http").resolve(expected).resolve(name(address));
    try {
      if (!isCached(kept, expected)) {
        bring(config, address, kept);
      }
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the cache %s cannot be used: %s".formatted(cache.path(), e.getMessage()))
              .at(config.place()),
          e);
    }
    return new LoadedModel(Received.check(config, kept, shown), shown);
  }

  private static Problem unpinned(String shown) {
    return Problem.of("`%s` has no `sha256`".formatted(shown))
        .expected("the digest of the file, 64 hex digits")
        .remedy("`sha256sum` prints it (`certutil -hashfile FILE SHA256` on Windows)");
  }

  private static URI address(LoadConfig config) {
    URI address;
    try {
      address = new URI(config.from());
    } catch (URISyntaxException e) {
      throw Received.invalid(
          Problem.of("the address to load from is no URL: " + e.getReason())
              .expected("https://host/path"),
          config);
    }
    if (Optional.ofNullable(address.getHost()).isEmpty()) {
      throw Received.invalid(
          Problem.of("the URL to load from names no host").expected("https://host/path"), config);
    }
    if (address.getUserInfo() != null) {
      throw Received.invalid(
          Problem.of("`%s` contains a user or password".formatted(Download.shown(address)))
              .expected("a URL without secrets")
              .remedy("load from where none is needed, such as a URL that is signed or internal"),
          config);
    }
    return address;
  }

  private static boolean isCached(Path kept, String expected) throws IOException {
    return Files.isRegularFile(kept) && ModelFiles.digest(kept).equals(new Digest(expected));
  }

  /** Nothing but a whole file with the right digest ever has the cached file's name. */
  private void bring(LoadConfig config, URI address, Path kept) throws IOException {
    Files.createDirectories(kept.getParent());
    Path part = Files.createTempFile(kept.getParent(), "download", ".part");
    try {
      download.to(part, address, config.place());
      Received.check(config, part, Download.shown(address));
      Files.move(part, kept, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String name(URI address) {
    String path = Optional.ofNullable(address.getPath()).orElse("");
    String name = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
    return name.isEmpty() || name.startsWith(".") ? "model" + name : name;
  }
}
