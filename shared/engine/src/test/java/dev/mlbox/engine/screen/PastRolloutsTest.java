package dev.mlbox.engine.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastRolloutsTest {
  private static final Instant ENDED = Instant.parse("2026-11-28T14:00:05Z");
  private static final List<Past> HISTORY =
      List.of(
          new Past(
              new Release("v2", "sha256:v2", "box", Map.of()),
              Past.End.PROMOTED,
              "",
              ENDED,
              "ana"));

  @Test
  void aReportIsReadAgainOnlyWhenItHasChanged(@TempDir Path reports) throws IOException {
    Path file =
        Files.createDirectory(reports.resolve("20261128-140000-deploy")).resolve("report.json");
    Files.writeString(
        file,
        "{\"rollout\": {}, \"release\": {\"version\": \"v2\"}, \"began\": \"2026-11-28T14:00:00Z\", \"took\": \"PT5S\"}");
    Files.setLastModifiedTime(file, FileTime.from(ENDED));
    PastRollouts past = new PastRollouts(reports);
    assertThat(report(past)).isEqualTo("20261128-140000-deploy");

    Files.writeString(file, "no report");
    Files.setLastModifiedTime(file, FileTime.from(ENDED));
    assertThat(report(past)).as("it was not read").isEqualTo("20261128-140000-deploy");
    Files.setLastModifiedTime(file, FileTime.from(ENDED.plusSeconds(1)));
    assertThat(report(past)).isEmpty();
  }

  private static String report(PastRollouts past) {
    return past.of(HISTORY).get(0).report();
  }
}
