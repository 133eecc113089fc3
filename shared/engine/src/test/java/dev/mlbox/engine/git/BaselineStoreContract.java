package dev.mlbox.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.port.BaselineRecord;
import dev.mlbox.core.port.BaselineStore;
import dev.mlbox.engine.process.RecordedListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What holds for a store of baselines wherever it keeps them. */
abstract class BaselineStoreContract {
  final RecordedListener listener = new RecordedListener();

  /** A new store of the same records, as another command opens it. */
  abstract BaselineStore open() throws Exception;

  /** Overwrites one file of a record. */
  abstract void damage(BaselineRecord record, String file, String text) throws Exception;

  /** How a record is named in messages. */
  abstract String place(BaselineRecord record);

  final List<String> versions() throws Exception {
    List<String> versions = new ArrayList<>();
    open()
        .find(
            "tiny",
            about -> {
              versions.add(about.version());
              return false;
            });
    return versions;
  }

  @Test
  void whatWasSavedIsReadByTheNextCommand() throws Exception {
    BaselineRecord saved = Records.of("v1", 0);
    open().save(saved);

    BaselineRecord read = open().latest("tiny").orElseThrow();

    assertThat(read.about()).isEqualTo(saved.about());
    assertThat(read.files()).containsOnlyKeys("answers.json.gz", "evaluation.json");
    assertThat(read.files().get("answers.json.gz")).isEqualTo(new byte[] {31, -117, 0, -1});
    assertThat(read.files().get("evaluation.json")).asString().isEqualTo("{\"of\":\"v1\"}");
    assertThat(listener.warnings).isEmpty();
  }

  @Test
  void beforeTheFirstRecordThereIsNone() throws Exception {
    assertThat(open().latest("tiny")).isEmpty();
    assertThat(open().prune("tiny", 1)).isZero();
    assertThat(open().unread("tiny")).isEmpty();
    assertThat(listener.warnings).isEmpty();
  }

  @Test
  void theYoungestComesFirstWhateverTheOrderOfSaving() throws Exception {
    open().save(Records.of("v2", 2));
    open().save(Records.of("v3", 3));
    open().save(Records.of("v1", 1));

    assertThat(open().latest("tiny").map(each -> each.about().version())).contains("v3");
    assertThat(versions()).containsExactly("v3", "v2", "v1");
    assertThat(
            open()
                .find("tiny", about -> !about.version().equals("v3"))
                .map(each -> each.about().version()))
        .contains("v2");
  }

  @Test
  void theSameVersionOfTheSameDataIsReplaced() throws Exception {
    open().save(Records.of("v1", 1));
    open().save(Records.of("v1", 2));

    assertThat(versions()).containsExactly("v1");
    assertThat(open().latest("tiny").orElseThrow().about().when())
        .isEqualTo(Records.of("v1", 2).about().when());
  }

  @Test
  void oneThatIsThereIsNotAddedAgain() throws Exception {
    assertThat(open().add(Records.checked("v1", 1))).isTrue();
    assertThat(open().add(Records.checked("v1", 2))).isFalse();
    assertThat(open().add(Records.checked("v2", 3))).isTrue();

    assertThat(versions()).containsExactly("v2", "v1");
    assertThat(open().all("tiny"))
        .extracting(each -> each.about().kind())
        .containsOnly(BaselineRecord.Kind.CHECKED);
    assertThat(open().find("tiny", about -> about.version().equals("v1")).orElseThrow().about())
        .isEqualTo(Records.checked("v1", 1).about());
  }

  @Test
  void checkedOnesTakeNoPlaceOfPromotedOnes() throws Exception {
    for (int i = 1; i <= 3; i++) {
      open().save(Records.of("v" + i, i));
    }
    for (int i = 4; i <= 7; i++) {
      open().add(Records.checked("v" + i, i));
    }

    assertThat(open().prune("tiny", 2)).isEqualTo(3);

    assertThat(versions()).containsExactly("v7", "v6", "v3", "v2");
  }

  @Test
  void severalThatAddAtOnceLoseNothing() throws Exception {
    inParallel(2, 5, (writer, i) -> open().add(Records.checked("w" + writer + "i" + i, i)));

    assertThat(versions()).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void modelsDoNotSeeEachOther() throws Exception {
    open().save(Records.of("tiny", "v1", 1));
    open().save(Records.of("other", "v2", 2));

    assertThat(versions()).containsExactly("v1");
    open().prune("other", 1);
    assertThat(versions()).containsExactly("v1");
  }

  @Test
  void namesThatBeginAlikeStayApart() throws Exception {
    open().save(Records.of("v1", 1));
    open().save(Records.of("v1-a", 2));
    open().save(Records.of("v1.a", 3));
    open().save(Records.of("v10", 4));

    assertThat(versions()).containsExactly("v10", "v1.a", "v1-a", "v1");
  }

  @Test
  void onlyTheYoungestAreKept() throws Exception {
    for (int i = 1; i <= 5; i++) {
      open().save(Records.of("v" + i, i));
    }

    assertThat(open().prune("tiny", 2)).isEqualTo(3);

    assertThat(versions()).containsExactly("v5", "v4");
    assertThat(open().prune("tiny", 2)).isZero();
  }

  @Test
  void aDamagedRecordIsNamedAndSkipped() throws Exception {
    open().save(Records.of("v1", 1));
    BaselineRecord broken = Records.of("v2", 2);
    open().save(broken);
    damage(broken, "meta.json", "{\"model\": \"ti");

    assertThat(open().latest("tiny").map(each -> each.about().version())).contains("v1");

    assertThat(listener.warnings)
        .singleElement()
        .asString()
        .startsWith("a baseline is damaged and skipped: a damaged record: Unexpected end-of-input")
        .endsWith("(" + place(broken) + ")");
  }

  @Test
  void aModelWhoseRecordsAreAllDamagedIsNotOneWithoutRecords() throws Exception {
    BaselineRecord broken = Records.of("v1", 1);
    open().save(broken);
    assertThat(open().unread("tiny")).isEmpty();
    damage(broken, "meta.json", "");

    assertThat(open().latest("tiny")).isEmpty();
    assertThat(open().unread("tiny").orElseThrow())
        .startsWith("1 kept evaluation cannot be read; a baseline is damaged and skipped: ")
        .endsWith("(" + place(broken) + ")");
  }

  @Test
  void aRecordThatDoesNotSayWhatItIsIsNamedAndSkipped() throws Exception {
    open().save(Records.of("v1", 1));
    BaselineRecord broken = Records.of("v2", 2);
    open().save(broken);
    damage(broken, "meta.json", "{\"model\": \"tiny\", \"version\": \"v2\"}");

    assertThat(open().latest("tiny").map(each -> each.about().version())).contains("v1");

    assertThat(listener.warnings)
        .singleElement()
        .asString()
        .startsWith("a baseline is damaged and skipped: a damaged record: ")
        .contains("it does not say of what data it is")
        .endsWith("(" + place(broken) + ")");
  }

  @Test
  void aFileThatDoesNotBelongInARecordIsNamedAndSkipped() throws Exception {
    open().save(Records.of("v1", 1));
    BaselineRecord broken = Records.of("v2", 2);
    open().save(broken);
    damage(broken, "not a name", "");

    assertThat(open().latest("tiny").map(each -> each.about().version())).contains("v1");

    assertThat(listener.warnings)
        .containsExactly(
            "a baseline is damaged and skipped: a damaged record: a baseline's file is letters,"
                + " digits, dots and dashes, not: not a name ("
                + place(broken)
                + ")");
  }

  @Test
  void aDamagedRecordIsNotCountedAndStaysWhenOthersArePruned() throws Exception {
    for (int i = 1; i <= 3; i++) {
      open().save(Records.of("v" + i, i));
    }
    damage(Records.of("v3", 3), "meta.json", "");

    assertThat(open().prune("tiny", 1)).isEqualTo(1);

    assertThat(versions()).containsExactly("v2");
  }

  @Test
  void severalWritersAtOnceLoseNothing() throws Exception {
    inParallel(2, 5, (writer, i) -> open().save(Records.of("w" + writer + "i" + i, i)));

    assertThat(versions()).hasSize(10).doesNotHaveDuplicates();
    assertThat(listener.warnings).isEmpty();
  }

  @Test
  void twoWritersOfTheSameRecordLeaveOne() throws Exception {
    inParallel(2, 10, (writer, i) -> open().save(Records.of("v1", 1)));

    assertThat(versions()).containsExactly("v1");
  }

  /** What one of several writers does the nth time. */
  interface Work {
    void run(int writer, int time) throws Exception;
  }

  static void inParallel(int writers, int times, Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Callable<Optional<String>>> all = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        int me = writer;
        all.add(
            () -> {
              for (int i = 0; i < times; i++) {
                work.run(me, i);
              }
              return Optional.empty();
            });
      }
      for (Future<Optional<String>> each : threads.invokeAll(all)) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
