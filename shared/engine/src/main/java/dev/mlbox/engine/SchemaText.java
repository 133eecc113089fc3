package dev.mlbox.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The schema that core carries. */
final class SchemaText {
  private static final String RESOURCE = "/dev/mlbox/core/config/mlbox.schema.json";

  private SchemaText() {}

  static String read() {
    try (InputStream stream =
        Objects.requireNonNull(SchemaText.class.getResourceAsStream(RESOURCE))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
