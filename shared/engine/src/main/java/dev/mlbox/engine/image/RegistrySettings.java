package dev.mlbox.engine.image;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How registries are reached.
 *
 * @param cache where layers are kept between builds
 * @param insecure whether any registry may be spoken to without TLS, or with a certificate that
 *     nobody vouches for; this machine may anyway, and hosts of a private network without TLS and
 *     without credentials
 * @param environment for credentials: {@link #USER} and {@link #PASSWORD}, {@code DOCKER_CONFIG}
 */
public record RegistrySettings(Path cache, boolean insecure, Map<String, String> environment) {
  static final String USER = "MLBOX_REGISTRY_USER";
  static final String PASSWORD = "MLBOX_REGISTRY_PASSWORD";
  static final String INSECURE = "MLBOX_REGISTRY_INSECURE";

  public RegistrySettings {
    environment = Map.copyOf(environment);
  }

  /** The user's cache folder; insecure when {@code MLBOX_REGISTRY_INSECURE=true}. */
  public static RegistrySettings of(Map<String, String> environment) {
    return new RegistrySettings(
        caches(environment).resolve("mlbox").resolve("images"),
        "true".equalsIgnoreCase(environment.get(INSECURE)),
        environment);
  }

  @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  Path home() {
    return Path.of(System.getProperty("user.home"));
  }

  private static Path caches(Map<String, String> environment) {
    Path home = Path.of(System.getProperty("user.home"));
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String xdg = environment.get("XDG_CACHE_HOME");
    String windows = environment.get("LOCALAPPDATA");
    if (xdg != null && !xdg.isBlank()) {
      return Path.of(xdg);
    } else if (os.contains("mac")) {
      return home.resolve("Library").resolve("Caches");
    } else if (os.contains("windows") && windows != null) {
      return Path.of(windows);
    }
    return home.resolve(".cache");
  }
}
