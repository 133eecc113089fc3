package dev.mlbox.serving.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFolderTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  @TempDir Path path;

  private void write(Instant began, String boot, int bytes) throws IOException {
    Files.write(new SampleFolder(path).next(began, boot, 1), new byte[bytes]);
  }

  private List<String> names() throws IOException {
    return new SampleFolder(path).list().stream().map(SampleFolder.Kept::name).toList();
  }

  @Test
  void theOldestGoFirstWhenThereIsTooMuch() throws IOException {
    write(NOON.minusSeconds(60), "b", 400);
    write(NOON.minusSeconds(90), "a", 400);
    write(NOON, "c", 400);
    new SampleFolder(path).prune(900, Duration.ofDays(1), NOON);
    assertThat(names())
        .containsExactly("20261128T115900Z-b-1.jsonl.gz", "20261128T120000Z-c-1.jsonl.gz");
  }

  @Test
  void whatIsTooOldGoesAndWhatIsNotOursStays() throws IOException {
    write(NOON.minus(Duration.ofDays(8)), "a", 1);
    write(NOON.minus(Duration.ofDays(6)), "b", 1);
    Files.writeString(path.resolve("20000101T000000Z-notes.txt"), "mine");
    new SampleFolder(path).prune(1 << 20, Duration.ofDays(7), NOON);
    assertThat(names()).containsExactly("20261122T120000Z-b-1.jsonl.gz");
    assertThat(path.resolve("20000101T000000Z-notes.txt")).exists();
  }

  @Test
  void onlySampleFilesAreFound() throws IOException {
    write(NOON, "a", 1);
    SampleFolder folder = new SampleFolder(path);
    assertThat(folder.find("20261128T120000Z-a-1.jsonl.gz")).isPresent();
    assertThat(folder.find("../" + path.getFileName() + "/20261128T120000Z-a-1.jsonl.gz"))
        .isEmpty();
    assertThat(folder.find("20261128T120000Z-b-1.jsonl.gz")).isEmpty();
  }
}
