package dev.mlbox.engine.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads files of samples line by line. A file that ends in the middle gives what it has, as one
 * that is still written to; what is damaged is skipped.
 */
final class SampleLinesReader {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int BUFFER = 1 << 16;

  private SampleLinesReader() {}

  /**
   * What could not be read of a file.
   *
   * @param lines that are no JSON; one at the end of a file that is cut is no damage
   * @param why nothing could be read from some point on; empty when it could
   */
  record Damage(long lines, String why) {
    boolean isNone() {
      return lines == 0 && why.isEmpty();
    }

    String words(String name) {
      return why.isEmpty()
          ? "%,d lines of %s are damaged and left out".formatted(lines, name)
          : "%s is damaged (%s); what comes before that is used".formatted(name, why);
    }
  }

  static Damage read(Path file, Consumer<JsonNode> use) throws IOException {
    Unpacked unpacked;
    try {
      unpacked = new Unpacked(Files.newInputStream(file));
    } catch (EOFException e) {
      // Nothing was synced yet.
      return new Damage(0, "");
    } catch (ZipException e) {
      return new Damage(0, "it is no gzip file");
    }
    long damaged = 0;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(unpacked, StandardCharsets.UTF_8))) {
      String pending = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        damaged += pending != null ? 1 : 0;
        pending = take(line, use) ? null : line;
      }
      damaged += pending != null && !unpacked.cut ? 1 : 0;
    }
    return new Damage(damaged, unpacked.why);
  }

  /** Whether it is a sample. */
  private static boolean take(String line, Consumer<JsonNode> use) {
    try {
      JsonNode node = MAPPER.readTree(line);
      if (node.path("t").isNumber()) {
        use.accept(node);
        return true;
      }
      return false;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** Ends where a file can be read no further. */
  private static final class Unpacked extends InputStream {
    private final GZIPInputStream from;
    private boolean cut;
    private String why = "";

    Unpacked(InputStream raw) throws IOException {
      this.from = new GZIPInputStream(raw, BUFFER);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int start, int length) throws IOException {
      if (cut) {
        return -1;
      }
      try {
        return from.read(into, start, length);
      } catch (EOFException e) {
        cut = true;
        return -1;
      } catch (ZipException e) {
        cut = true;
        why = String.valueOf(e.getMessage());
        return -1;
      }
    }

    @Override
    public void close() throws IOException {
      from.close();
    }
  }
}
