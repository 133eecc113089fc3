package dev.mlbox.engine.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.port.BaselineRecord;
import dev.mlbox.core.port.BaselineStore;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real repositories: two clones of a bare one. */
class GitBaselineStoreTest extends BaselineStoreContract {
  private static final String REF = "refs/mlbox/baselines/tiny";
  @TempDir private Path root;
  private TestRepository ana;
  private TestRepository ben;

  @BeforeEach
  void cloneTwice() throws Exception {
    TestRepository.bare(root.resolve("origin.git"));
    ana = TestRepository.cloneOf(root.resolve("origin.git"), root.resolve("ana"));
    ana.commit("train.py", "print()");
    ana.git().push().add("HEAD:refs/heads/main").call();
    ben = TestRepository.cloneOf(root.resolve("origin.git"), root.resolve("ben"));
  }

  @AfterEach
  void close() {
    ana.close();
    ben.close();
  }

  @Override
  BaselineStore open() {
    return store("ana");
  }

  private GitBaselineStore store(String clone) {
    return new GitBaselineStore(root.resolve(clone), "origin", Map.of(), listener);
  }

  @Override
  void damage(BaselineRecord record, String file, String text) throws Exception {
    Repository repository = ana.git().getRepository();
    BaselineLine line = new BaselineLine(repository, REF);
    Map<String, Map<String, Blob>> records = line.records();
    Map<String, Blob> files = new TreeMap<>(records.get(RecordMeta.name(record.about())));
    files.put(file, Blob.of(text.getBytes(StandardCharsets.UTF_8)));
    records.put(RecordMeta.name(record.about()), files);
    assertThat(line.add(records, line.head(), "Damage it")).isTrue();
    ana.git().push().add(REF + ":" + REF).call();
  }

  @Override
  String place(BaselineRecord record) {
    return "refs/mlbox/baselines/…/" + RecordMeta.name(record.about());
  }

  @Test
  void anObjectThatTheRepositoryLacksIsSaid() throws Exception {
    Repository repository = ana.git().getRepository();
    ObjectId lacking = ObjectId.fromString("0123456789012345678901234567890123456789");

    assertThatThrownBy(() -> Blob.in(repository, lacking).bytes())
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
        .hasMessageStartingWith("baselines cannot be read: ")
        .hasMessageContaining("MissingObjectException");
  }

  private static List<String> versions(GitBaselineStore store) {
    java.util.ArrayList<String> versions = new java.util.ArrayList<>();
    store.find(
        "tiny",
        about -> {
          versions.add(about.version());
          return false;
        });
    return versions;
  }

  private void origin(String name) throws Exception {
    ana.git().remoteSetUrl().setRemoteName("origin").setRemoteUri(uri(name)).call();
  }

  private org.eclipse.jgit.transport.URIish uri(String name) throws Exception {
    return new org.eclipse.jgit.transport.URIish(root.resolve(name).toUri().toString());
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
  void anotherCloneReadsWhatThisOneSaved() {
    store("ana").save(Records.of("v1", 1));

    assertThat(store("ben").latest("tiny").map(each -> each.about().version())).contains("v1");
    assertThat(listener.warnings).isEmpty();
  }

  @Test
  void twoClonesThatPushAtOnceLoseNothing() throws Exception {
    inParallel(
        2,
        5,
        (writer, i) ->
            store(writer % 2 == 0 ? "ana" : "ben").save(Records.of("w" + writer + "i" + i, i)));

    assertThat(versions(store("ana"))).hasSize(10).doesNotHaveDuplicates();
    assertThat(versions(store("ben"))).hasSize(10);
    assertThat(listener.warnings).isEmpty();
  }

  @Test
  void aRecordSavedWhileTheRemoteWasAwayWasLostWithTheNextFetch() throws Exception {
    store("ana").save(Records.of("v1", 1));
    origin("nowhere.git");
    store("ana").save(Records.of("v2", 2));
    assertThat(listener.warnings)
        .hasSize(2)
        .allMatch(line -> line.contains("nowhere.git"))
        .first()
        .asString()
        .startsWith("the baselines of origin cannot be fetched: ");
    store("ben").save(Records.of("v3", 3));
    origin("origin.git");

    assertThat(versions(store("ana"))).containsExactly("v3", "v2", "v1");
    store("ana").save(Records.of("v4", 4));
    assertThat(versions(store("ben"))).containsExactly("v4", "v3", "v2", "v1");
  }

  @Test
  void aRemoteThatDoesNotAnswerIsNotOneWithoutRecords() throws Exception {
    origin("nowhere.git");
    GitBaselineStore store = store("ana");

    assertThat(store.latest("tiny")).isEmpty();
    assertThat(store.unread("tiny").orElseThrow())
        .startsWith("the baselines of origin cannot be fetched: ")
        .contains("nowhere.git");
    assertThat(listener.warnings).as("asked once").hasSize(1);
  }

  @Test
  void whatOneClonePrunedDoesNotComeBackFromTheOther() throws Exception {
    for (int i = 1; i <= 3; i++) {
      store("ana").save(Records.of("v" + i, i));
    }
    origin("nowhere.git");
    store("ana").save(Records.of("v4", 4));
    store("ben").prune("tiny", 1);
    origin("origin.git");

    assertThat(versions(store("ana"))).containsExactly("v4", "v3");
    store("ana").save(Records.of("v5", 5));
    assertThat(versions(store("ben"))).containsExactly("v5", "v4", "v3");
  }

  @Test
  void aPushThatTheRemoteRefusedWasPassedOverInSilence() throws Exception {
    // A ref where there should be a folder of refs can be no busy lock: it will never be taken.
    ana.git().push().add("HEAD:refs/mlbox/baselines").call();

    store("ana").save(Records.of("v1", 1));

    assertThat(versions(store("ana"))).containsExactly("v1");
    assertThat(listener.warnings)
        .containsExactly(
            "the baselines cannot be pushed to origin: it says: failed to lock; they stay on this machine: let it push refs/mlbox/* (MLBOX_GIT_TOKEN), or keep them elsewhere with baseline.store");
  }

  @Test
  void aRemoteThatRefusedIsNotAskedAgainByTheSameCommand() throws Exception {
    ana.git().push().add("HEAD:refs/mlbox/baselines").call();
    GitBaselineStore store = store("ana");

    store.save(Records.of("v1", 1));
    store.prune("tiny", 1);

    assertThat(listener.warnings).hasSize(1);
  }

  @Test
  void aRecordThatCouldNotBePushedGoesWithTheSameOneLater() throws Exception {
    origin("nowhere.git");
    store("ana").save(Records.of("v1", 1));
    origin("origin.git");
    ObjectId before = ana.git().getRepository().resolve(REF);

    assertThat(store("ana").add(Records.of("v1", 2))).isFalse();

    assertThat(ana.git().getRepository().resolve(REF)).isEqualTo(before);
    assertThat(versions(store("ben"))).containsExactly("v1");
  }

  @Test
  void theRecordsAreNoPartOfTheUsersBranches() throws Exception {
    ObjectId head = ana.git().getRepository().resolve("HEAD");
    store("ana").save(Records.of("v1", 1));

    assertThat(ana.git().getRepository().resolve("HEAD")).isEqualTo(head);
    assertThat(ana.git().status().call().isClean()).isTrue();
    assertThat(ana.git().branchList().call()).hasSize(1);
  }

  @Test
  void pruningNothingWritesNoCommit() throws Exception {
    store("ana").save(Records.of("v1", 1));
    ObjectId before = ana.git().getRepository().resolve(REF);

    store("ana").prune("tiny", 3);

    assertThat(ana.git().getRepository().resolve(REF)).isEqualTo(before);
  }

  @Test
  void aRepositoryWithoutRemoteKeepsItsOwn(@TempDir Path alone) throws Exception {
    try (TestRepository repository = TestRepository.at(alone)) {
      repository.commit("train.py", "print()");
      new GitBaselineStore(alone, "origin", Map.of(), listener).save(Records.of("v1", 1));

      assertThat(versions(new GitBaselineStore(alone, "origin", Map.of(), listener)))
          .containsExactly("v1");
      assertThat(listener.warnings).isEmpty();
    }
  }

  @Test
  void aFolderWithoutGitIsAProblem(@TempDir Path none) {
    assertThatThrownBy(
            () ->
                new GitBaselineStore(none, "origin", Map.of(), listener).save(Records.of("v1", 1)))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID))
        .hasMessage("there is no git repository (%s); `git init`".formatted(none));
  }
}
