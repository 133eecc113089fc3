package dev.mlbox.engine.image;

/**
 * An image in a registry, by digest, and what it took to get it there.
 *
 * @param repository without tag
 * @param digest of its manifest, as {@code sha256:…}
 * @param layers how many it has, the base's included
 * @param pushed how many of them the registry did not have
 * @param pushedBytes their size, compressed
 */
public record ImageRef(String repository, String digest, int layers, int pushed, long pushedBytes) {

  /** What a cluster pulls. */
  public String reference() {
    return repository + "@" + digest;
  }

  /** Such as {@code 1 of 5 layers pushed, 212 kB}. */
  public String summary() {
    return "%d of %d layers pushed, %s".formatted(pushed, layers, size(pushedBytes));
  }

  private static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    return bytes < 1_000_000
        ? Math.round(bytes / 1e3) + " kB"
        : String.format(java.util.Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
