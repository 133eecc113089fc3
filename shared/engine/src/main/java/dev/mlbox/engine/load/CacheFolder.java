package dev.mlbox.engine.load;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where downloads are kept between runs; may be removed at any time.
 *
 * @param path made when needed
 */
public record CacheFolder(Path path) {

  /** The user's own: {@code MLBOX_CACHE}, else where the system keeps caches. */
  public static CacheFolder of(Map<String, String> environment) {
    return of(environment, System.getProperty("os.name", ""), System.getProperty("user.home", "."));
  }

  static CacheFolder of(Map<String, String> environment, String system, String home) {
    String own = environment.getOrDefault("MLBOX_CACHE", "");
    return new CacheFolder(own.isBlank() ? caches(environment, system, home) : Path.of(own));
  }

  private static Path caches(Map<String, String> environment, String system, String home) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      return local.isBlank() ? Path.of(home, ".cache", "mlbox") : Path.of(local, "mlbox", "cache");
    }
    if (name.startsWith("mac")) {
      return Path.of(home, "Library", "Caches", "mlbox");
    }
    String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
    return (caches.isBlank() ? Path.of(home, ".cache") : Path.of(caches)).resolve("mlbox");
  }
}
