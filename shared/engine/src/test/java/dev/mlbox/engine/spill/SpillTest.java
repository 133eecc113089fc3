package dev.mlbox.engine.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillTest {
  @TempDir Path folder;

  @Test
  void theFileHasRoomForHalfAsMuchAgainAsTheRowsTake() {
    Spill spill = Spill.of(1_000_000_000, folder);

    assertThat(spill.megabytes()).isEqualTo(512 + 143_051);
  }

  @Test
  void moreMemoryAlwaysMakesALargerFile() {
    Spill spill = Spill.of(10, folder);

    assertThat(spill.megabytes()).isGreaterThanOrEqualTo(4 * spill.memory());
  }

  @Test
  void rowsThatFitNeedNoFile() {
    assertThat(Spill.isNeeded(1_000)).isFalse();
    assertThat(Spill.isNeeded(1_000_000_000_000L)).isTrue();
  }

  @Test
  void aDiskThatIsTooSmallIsSaidBeforeAnythingIsDone() {
    Spill spill = new Spill(folder.resolve("spill"), 1_000_000_000_000L, 1_011);

    assertThatExceptionOfType(MlboxException.class)
        .isThrownBy(spill::prepare)
        .satisfies(
            e -> {
              assertThat(e.fault()).isEqualTo(Fault.BROKEN);
              assertThat(e.getMessage())
                  .matches(
                      "the rows do not fit in 1,011 MB of memory, nor on disk: \\S+ has [\\d,]+ MB; "
                          + "expected 1,000,000,000,000 MB free there, for as long as the command runs; "
                          + "make room, or give Java more memory, such as JAVA_TOOL_OPTIONS=-Xmx1000000000000m");
            });
  }

  @Test
  void whatDeadProcessesHaveLeftIsRemovedAndWhatOthersUseIsNot() throws IOException {
    Path dead = Files.createDirectories(folder.resolve("duckdb-999999999999"));
    Files.writeString(dead.resolve("duckdb_temp_storage-0.tmp"), "rows");
    Path alive = Files.createDirectories(folder.resolve("duckdb-" + ProcessHandle.current().pid()));
    Path foreign = Files.createDirectories(folder.resolve("else"));

    new Spill(folder, 1, 1).prepare();

    assertThat(dead).doesNotExist();
    assertThat(alive).exists();
    assertThat(foreign).exists();
  }

  @Test
  void aFolderThatCannotBeMadeIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatExceptionOfType(MlboxException.class)
        .isThrownBy(() -> new Spill(file.resolve("spill"), 1, 1).prepare())
        .withMessageContaining("nor on disk");
  }
}
