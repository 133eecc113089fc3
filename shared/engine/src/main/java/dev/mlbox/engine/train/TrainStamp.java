package dev.mlbox.engine.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlbox.core.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What a run of training left behind, in {@code .mlbox/train/<inputs' hash>.json}: an output that
 * is still the same need not be made again.
 *
 * @param command that ran
 * @param output as configured
 * @param digest of the output
 */
record TrainStamp(String command, String output, String digest) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The stamp of a hash; empty when there is none, or none that can be read. */
  static Optional<TrainStamp> read(Path kept, Digest inputs) {
    try {
      return Optional.of(JSON.readValue(file(kept, inputs).toFile(), TrainStamp.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void write(Path kept, Digest inputs) throws IOException {
    Path temporary = Files.createTempFile(kept, inputs.brief(), ".tmp");
    JSON.writerWithDefaultPrettyPrinter().writeValue(temporary.toFile(), this);
    Files.move(temporary, file(kept, inputs), StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path file(Path kept, Digest inputs) {
    return kept.resolve(inputs.hex() + ".json");
  }
}
