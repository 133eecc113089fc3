package dev.mlbox.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.Stated;
import dev.mlbox.engine.data.DataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as boxes write them, whole and not, become rows. */
class LiveDataTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final String FIRST = "20261128T110000Z-a1-1.jsonl.gz";
  private static final String SECOND = "20261128T113000Z-b2-1.jsonl.gz";

  private final Map<String, byte[]> files = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> opened = new ArrayList<>();

  @TempDir Path folder;

  private static String request(String time, String id, String columns) {
    return "{\"t\":%d,\"v\":\"v1\",\"id\":\"%s\",\"row\":0,\"in\":%s,\"out\":1}\n"
        .formatted(Instant.parse(time).toEpochMilli(), id, columns);
  }

  private static String label(String id, String label) {
    return "{\"t\":%d,\"id\":\"%s\",\"row\":0,\"label\":%s}\n"
        .formatted(NOW.toEpochMilli(), id, label);
  }

  private static byte[] packed(String lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(lines.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** As a box leaves it behind that was killed: synced, and no end. */
  private static byte[] cut(String lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes, 512, true)) {
      out.write(lines.getBytes(StandardCharsets.UTF_8));
      out.flush();
      return bytes.toByteArray();
    }
  }

  private Path rows(String location, @Nullable String target) {
    KeptSamples kept =
        new KeptSamples() {
          @Override
          public String place() {
            return "memory";
          }

          @Override
          public List<Kept> list() {
            return files.entrySet().stream()
                .map(each -> new Kept(each.getKey(), each.getValue().length))
                .toList();
          }

          @Override
          public InputStream open(String name) {
            opened.add(name);
            return new java.io.ByteArrayInputStream(files.get(name));
          }
        };
    return new LiveData(kept, folder, notes::add)
        .rows(LiveWindow.of(new Stated(location, "mlbox.yaml:7")).orElseThrow(), target, NOW);
  }

  private static String table(Path parquet, String... columns) {
    try (DataSource data = DataSource.of(new Stated("live:", ""), parquet)) {
      var table = data.read(Arrays.asList(columns));
      StringBuilder text = new StringBuilder();
      for (int row = 0; row < table.rows(); row++) {
        for (String column : columns) {
          text.append(table.column(column).orElseThrow().text(row)).append(' ');
        }
        text.append('\n');
      }
      return text.toString();
    }
  }

  @Test
  void aLabelOfAnotherBoxFindsItsRowAndTheLastOneCounts() throws IOException {
    files.put(
        FIRST,
        packed(
            request("2026-11-28T11:00:00Z", "x", "{\"carrier\":\"HA\",\"miles\":100}")
                + request("2026-11-28T11:00:01Z", "y", "{\"carrier\":\"AA\",\"miles\":2.5}")
                + label("x", "1")));
    files.put(
        SECOND,
        packed(
            request("2026-11-28T11:30:00Z", "z", "{\"carrier\":\"UA\",\"miles\":7}")
                + label("z", "1")
                + label("x", "0")));
    assertThat(table(rows("live:7d", "late"), "carrier", "miles", "late"))
        .isEqualTo("HA 100 0 \nUA 7 1 \n");
    assertThat(notes).containsExactly("3 rows were asked in the last 168h, 2 have a label");
    assertThat(table(rows("live:7d", null), "carrier")).isEqualTo("HA \nAA \nUA \n");
  }

  @Test
  void onlyTheWindowIsReadAndWhatHasNotGrownIsNotFetchedAgain() throws IOException {
    files.put(FIRST, packed(request("2026-11-28T11:00:00Z", "x", "{\"a\":1}")));
    files.put(
        SECOND,
        packed(
            request("2026-11-28T11:30:00Z", "y", "{\"a\":2}")
                + request("2026-11-28T11:40:00Z", "z", "{\"a\":3}")));
    assertThat(table(rows("live:25m", null), "a")).isEqualTo("3 \n");
    assertThat(opened).containsExactly(SECOND);
    files.put(SECOND, packed(request("2026-11-28T11:50:00Z", "z", "{\"a\":4}")));
    assertThat(table(rows("live:2h", null), "a")).isEqualTo("1 \n4 \n");
    assertThat(table(rows("live:", null), "a")).isEqualTo("1 \n4 \n");
    assertThat(opened).containsExactly(SECOND, FIRST, SECOND);
    files.remove(FIRST);
    assertThat(table(rows("live:2h", null), "a")).isEqualTo("4 \n");
    assertThat(folder.resolve("kept").resolve(FIRST)).doesNotExist();
  }

  @Test
  void aFileThatIsCutGivesWhatWasSynced() throws IOException {
    byte[] cut = cut(request("2026-11-28T11:00:00Z", "x", "{\"a\":1}"));
    files.put(FIRST, cut);
    files.put(SECOND, Arrays.copyOf(cut, 4));
    assertThat(table(rows("live:", null), "a")).isEqualTo("1 \n");
    assertThat(notes).containsExactly("1 rows were asked so far");
  }

  @Test
  void whatIsDamagedIsSkippedAndNamed() throws IOException {
    files.put("20261128T090000Z-aa-1.jsonl.gz", "nonsense".getBytes(StandardCharsets.UTF_8));
    files.put(
        FIRST,
        packed(
            "{\"t\":1,\"in\n"
                + request("2026-11-28T11:00:00Z", "x", "{\"a\":1}")
                + "[]\n"
                + request("2026-11-28T11:00:00Z", "x", "{\"a\":2}")));
    byte[] broken = packed(request("2026-11-28T11:30:00Z", "y", "{\"a\":3}"));
    broken[broken.length - 6] ^= 1;
    files.put(SECOND, broken);
    assertThat(table(rows("live:", null), "a")).startsWith("1 \n2 \n");
    assertThat(notes.get(0))
        .isEqualTo(
            "warn  20261128T090000Z-aa-1.jsonl.gz is damaged (it is no gzip file); what comes before that is used");
    assertThat(notes.get(1))
        .isEqualTo("warn  2 lines of %s are damaged and left out".formatted(FIRST));
    assertThat(notes.get(2)).startsWith("warn  %s is damaged (".formatted(SECOND));
  }

  @Test
  void aNameThatWouldLeaveTheFolderIsNotFetched() throws IOException {
    files.put("../../evil-1.jsonl.gz", packed(request("2026-11-28T11:00:00Z", "x", "{\"a\":1}")));
    assertThatThrownBy(() -> rows("live:", null)).hasMessageContaining("no request was kept");
    assertThat(opened).isEmpty();
    assertThat(Files.exists(folder.resolve("../../evil-1.jsonl.gz"))).isFalse();
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    assertThatThrownBy(() -> rows("live:7d", "late"))
        .hasMessage(
            "no request was kept in the last 168h in memory (mlbox.yaml:7); expected at least one; boxes keep them from their first deploy with deploy.storage on; set deploy.storage and deploy, or evaluate on a file until there is traffic");
    files.put(FIRST, packed(request("2026-11-28T11:00:00Z", "x", "{\"a\":1}")));
    assertThatThrownBy(() -> rows("live:7d", "late"))
        .hasMessage(
            "1 rows were asked in the last 168h, and none has a label (mlbox.yaml:7); expected late, as evaluate.target says; send labels to POST /feedback with the answer's header mlbox-id, or evaluate on a file until there are some");
    assertThatThrownBy(() -> rows("live:week", "late"))
        .hasMessage(
            "`live:week` says no time (mlbox.yaml:7); expected such as live:7d, live:12h, or live: for all that was kept");
  }
}
