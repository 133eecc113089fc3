package dev.mlbox.core.config;

import dev.mlbox.core.problem.Problem;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code deploy.storage} → what boxes keep. */
final class StorageReader {
  private static final String KEY = "deploy.storage";
  private static final Pattern SIZE = Pattern.compile("(\\d{1,6})(Mi|Gi|Ti)");
  private static final DurationRange KEEP =
      new DurationRange(Duration.ofMinutes(1), Duration.ofDays(3650));

  private StorageReader() {}

  /** Null when nothing is kept. */
  static @Nullable StorageConfig read(Reading reading) {
    if (reading.at(KEY).isEmpty()) {
      return null;
    }
    if (reading.at("server").isPresent()) {
      reading.problem(
          Problem.of("deploy.storage keeps rows, and a server of your own is asked in its own way")
              .at(reading.place(KEY))
              .expected("train or load without server")
              .remedy("leave deploy.storage out"));
    }
    String size = reading.text(KEY + ".size", "1Gi");
    return new StorageConfig(
        size,
        reading.read(KEY + ".size", StorageReader::bytes, 1L << 30),
        reading.duration(KEY + ".keep", "30d", KEEP),
        reading.whole(KEY + ".rate", 100),
        reading.texts(KEY + ".redact"),
        reading.stated(KEY + ".at"),
        new StorageConfig.Volume(
            reading.text(KEY + ".claim"),
            reading.text(KEY + ".class"),
            reading.text(KEY + ".access", "ReadWriteMany"),
            reading.text(KEY + ".secret")),
        reading.place(KEY));
  }

  private static long bytes(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new IllegalArgumentException(
          "`deploy.storage.size: %s` is no size; expected such as 500Mi or 10Gi".formatted(text));
    }
    int shift =
        switch (size.group(2)) {
          case "Mi" -> 20;
          case "Gi" -> 30;
          default -> 40;
        };
    return Long.parseLong(size.group(1)) << shift;
  }
}
