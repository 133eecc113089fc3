package dev.mlbox.engine.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeepingTest {
  @TempDir Path kept;

  private void made(String name, long second) throws IOException {
    Path folder = kept.resolve(name);
    Files.createDirectories(folder.resolve("deeper"));
    Files.writeString(folder.resolve("deeper/file"), "text");
    Files.setLastModifiedTime(folder, FileTime.fromMillis(1_000 * second));
  }

  private List<String> names(String folder) throws IOException {
    try (Stream<Path> all = Files.list(kept.resolve(folder))) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theYoungestReportsAndBoxesStayAndThoseThatALocalRecordNames() throws IOException {
    for (int i = 0; i < 5; i++) {
      made("reports/2026112%d-deploy".formatted(i), 100 + i);
      made("boxes/aaaaaaaaa" + i, 100 + i);
    }
    made("local/flights", 1);
    Files.writeString(kept.resolve("local/flights/record.json"), "{\"box\":\"boxes/aaaaaaaaa1\"}");
    Housekeeping.tidy(kept, 2);
    assertThat(names("reports")).containsExactly("20261123-deploy", "20261124-deploy");
    assertThat(names("boxes")).containsExactly("aaaaaaaaa1", "aaaaaaaaa3", "aaaaaaaaa4");
  }

  @Test
  void boxesArePrunedWithoutALocalTargetToo() throws IOException {
    made("boxes/aaaaaaaaa1", 1);
    made("boxes/aaaaaaaaa2", 2);
    Housekeeping.tidy(kept, 1);
    assertThat(names("boxes")).containsExactly("aaaaaaaaa2");
  }
}
