package dev.mlbox.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.port.BaselineRecord;
import dev.mlbox.core.port.BaselineStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBaselineStoreTest extends BaselineStoreContract {
  @TempDir private Path root;

  @Override
  BaselineStore open() {
    return new FolderBaselineStore(root, true, listener);
  }

  private Path folder(BaselineRecord record) {
    String name = RecordMeta.name(record.about()) + "~";
    try (Stream<Path> all = Files.list(root.resolve("tiny"))) {
      return all.filter(each -> each.getFileName().toString().startsWith(name))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  void damage(BaselineRecord record, String file, String text) throws IOException {
    Files.writeString(folder(record).resolve(file), text);
  }

  @Override
  String place(BaselineRecord record) {
    return folder(record).toString();
  }

  @Test
  void damagedAnswersOfOthersAreNoneOfItsBusiness() throws Exception {
    open().save(Records.of("v1", 1));
    open().save(Records.of("v2", 2));
    damage(Records.of("v2", 2), "not a name", "");

    assertThat(open().find("tiny", about -> about.version().equals("v1"))).isPresent();
    assertThat(listener.warnings).isEmpty();
  }

  @Test
  void aStrayFileIsNoRecord() throws Exception {
    open().save(Records.of("v1", 1));
    Files.writeString(root.resolve("tiny/notes.txt"), "mine");

    assertThat(versions()).containsExactly("v1");
    assertThat(listener.warnings).isEmpty();
  }

  @Test
  void aFolderInARecordIsNamedAndTheRecordSkipped() throws Exception {
    open().save(Records.of("v1", 1));
    open().save(Records.of("v2", 2));
    Path inside = Files.createDirectory(folder(Records.of("v2", 2)).resolve("inside"));

    assertThat(open().latest("tiny").map(each -> each.about().version())).contains("v1");
    assertThat(listener.warnings)
        .singleElement()
        .asString()
        .startsWith("a baseline cannot be read and is skipped: java.io.IOException: ");
    assertThat(inside).exists();
  }

  @Test
  void whatAKilledWriterLeftIsNoRecord() throws Exception {
    open().save(Records.of("v1", 1));
    Path draft = Files.createDirectory(root.resolve("tiny/.draft-0"));
    Files.writeString(draft.resolve("evaluation.json"), "{");

    assertThat(versions()).containsExactly("v1");
    assertThat(listener.warnings).isEmpty();
  }

  @Test
  void aReaderFindsTheRecordWhileItIsReplaced() throws Exception {
    open().save(Records.of("v1", 0));
    AtomicBoolean writing = new AtomicBoolean(true);
    inParallel(
        2,
        1,
        (who, any) -> {
          if (who == 0) {
            for (int i = 1; i <= 200; i++) {
              open().save(Records.of("v1", i));
            }
            writing.set(false);
          } else {
            while (writing.get()) {
              assertThat(open().latest("tiny")).isPresent();
            }
          }
        });

    assertThat(listener.warnings).isEmpty();
    try (Stream<Path> left = Files.list(root.resolve("tiny"))) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void aRecordOfAnEarlierVersionOfMlboxIsReadAndReplaced() throws Exception {
    open().save(Records.of("v1", 1));
    Path early = folder(Records.of("v1", 1));
    Files.move(early, root.resolve("tiny").resolve(RecordMeta.name(Records.of("v1", 1).about())));

    assertThat(versions()).containsExactly("v1");
    open().save(Records.of("v1", 2));
    assertThat(versions()).containsExactly("v1");
  }
}
