package dev.mlbox.engine.git;

import dev.mlbox.core.model.Digest;
import dev.mlbox.core.port.BaselineRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Records to store. */
final class Records {
  static final Digest DATA = Digest.of("data");

  private Records() {}

  /** Of the model tiny; a later minute is younger. */
  static BaselineRecord of(String version, int minute) {
    return of("tiny", version, minute);
  }

  /** Of one that was checked and not promoted. */
  static BaselineRecord checked(String version, int minute) {
    return of("tiny", version, minute, BaselineRecord.Kind.CHECKED);
  }

  static BaselineRecord of(String model, String version, int minute) {
    return of(model, version, minute, BaselineRecord.Kind.PROMOTED);
  }

  private static BaselineRecord of(
      String model, String version, int minute, BaselineRecord.Kind kind) {
    return new BaselineRecord(
        new BaselineRecord.About(
            model,
            version,
            "0123456789abcdef0123456789abcdef01234567",
            DATA,
            Instant.parse("2026-01-02T03:00:00Z").plusSeconds(60L * minute),
            "ana",
            kind),
        Map.of(
            "evaluation.json",
            ("{\"of\":\"" + version + "\"}").getBytes(StandardCharsets.UTF_8),
            "answers.json.gz",
            new byte[] {31, -117, 0, -1}));
  }
}
