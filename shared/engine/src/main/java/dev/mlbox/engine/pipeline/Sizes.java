package dev.mlbox.engine.pipeline;

/** Numbers of bytes as people read them. */
final class Sizes {
  private Sizes() {}

  static String words(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    } else if (bytes < 1_000_000) {
      return "%.0f kB".formatted(bytes / 1e3);
    }
    return bytes < 1_000_000_000
        ? "%.1f MB".formatted(bytes / 1e6)
        : "%.2f GB".formatted(bytes / 1e9);
  }
}
