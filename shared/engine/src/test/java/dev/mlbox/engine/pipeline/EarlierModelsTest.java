package dev.mlbox.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.port.BaselineRecord;
import dev.mlbox.engine.box.BoxFolder;
import dev.mlbox.engine.git.TestRepository;
import dev.mlbox.engine.project.Project;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the model of a kept evaluation comes from when it is not on this machine. */
class EarlierModelsTest {
  @TempDir private Path folder;

  /** What is kept of the last version, without its model's bytes. */
  private static BaselineRecord bare(BaselineRecord record) {
    Map<String, byte[]> files = new TreeMap<>(record.files());
    assertThat(files.remove("model.onnx")).isNotNull();
    return new BaselineRecord(record.about(), files);
  }

  private static BaselineRecord record(Project project) {
    return new Stores(project).baselines().latest("tiny").orElseThrow();
  }

  private static Optional<Path> of(BaselineRecord record, Project project) {
    return new EarlierModels(project, new Serving(project, null)).of(record);
  }

  private static List<String> models(Path folder) throws Exception {
    try (Stream<Path> each = Files.list(folder.resolve(".mlbox/models"))) {
      return each.map(path -> path.getFileName().toString()).toList();
    }
  }

  @Test
  void aFileOfTheRepositoryIsTakenOutOfItsCommit() throws Exception {
    TinyProject tiny = new TinyProject(folder);
    tiny.environment.put("MLBOX_CACHE", folder.resolve(".mlbox/cache").toString());
    try (TestRepository repository = TestRepository.at(folder)) {
      repository.commit("notes.txt", "one");
      byte[] before = Files.readAllBytes(folder.resolve("model.onnx"));
      tiny.keep("v1");
      tiny.model("tiny-binary-zipmap.onnx");
      repository.commit("notes.txt", "two");
      Project project = tiny.project();

      Path box = of(bare(record(project)), project).orElseThrow();

      assertThat(box.resolve("model.onnx")).hasBinaryContent(before);
      assertThat(tiny.noted).noneMatch(line -> line.contains("cannot be fetched"));
    }
  }

  @Test
  void aFileThatWasNeverCommittedAsItWasEvaluatedIsNotTaken() throws Exception {
    TinyProject tiny = new TinyProject(folder);
    tiny.environment.put("MLBOX_CACHE", folder.resolve(".mlbox/cache").toString());
    try (TestRepository repository = TestRepository.at(folder)) {
      String commit = repository.commit("notes.txt", "one");
      tiny.model("tiny-binary-zipmap.onnx");
      tiny.keep("v1");
      Project project = tiny.project();

      assertThat(of(bare(record(project)), project)).isEmpty();
      assertThat(tiny.noted)
          .anyMatch(
              line ->
                  line.startsWith(
                      "baseline the model of v1 cannot be fetched: `git:%s:model.onnx` has the sha256 "
                          .formatted(commit)));
    }
  }

  @Test
  void bytesThatAreNotTheModelsAreNamedAndSkipped() throws Exception {
    TinyProject tiny = new TinyProject(folder);
    tiny.keep("v1");
    Project project = tiny.project();
    Map<String, byte[]> files = new TreeMap<>(record(project).files());
    files.put("model.onnx", new byte[] {1, 2, 3});

    assertThat(of(new BaselineRecord(record(project).about(), files), project)).isEmpty();
    assertThat(tiny.noted)
        .anyMatch(
            line ->
                line.startsWith(
                    "baseline a baseline is damaged in part: its model is not the one with the digest sha256:"));
  }

  private static BaselineRecord with(BaselineRecord record, String file, String old, String now) {
    Map<String, byte[]> files = new TreeMap<>(record.files());
    String text = new String(Objects.requireNonNull(files.get(file)), StandardCharsets.UTF_8);
    assertThat(text).contains(old);
    files.put(file, text.replace(old, now).getBytes(StandardCharsets.UTF_8));
    return new BaselineRecord(record.about(), files);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"../evil.onnx\"",
        "null",
        "\"\\u0000\"",
        "\"\"",
        "\"..\"",
        "\"a/b.onnx\"",
        "\"box.json\""
      })
  void aPathThatIsNoNameIsNamedAndSkipped(String path) throws Exception {
    TinyProject tiny = new TinyProject(folder);
    tiny.keep("v1");
    Project project = tiny.project();
    BaselineRecord record =
        with(record(project), "model.json", "\"path\" : \"model.onnx\"", "\"path\" : " + path);

    assertThat(of(record, project)).isEmpty();
    assertThat(tiny.noted)
        .anyMatch(line -> line.contains("damaged in part: its model's path is no name of a file"));
    assertThat(folder.resolve(".mlbox/models")).doesNotExist();
  }

  @Test
  void aModelThatCannotBeLoadedIsNamedAndNotKept() throws Exception {
    TinyProject tiny = new TinyProject(folder);
    tiny.keep("v1");
    Project project = tiny.project();
    BaselineRecord kept = record(project);
    String digest = RecordedModel.of(kept).orElseThrow().manifest().digest();
    byte[] garbage = "garbage".getBytes(StandardCharsets.UTF_8);
    String other = Digest.of(garbage).toString();
    Map<String, byte[]> files = new TreeMap<>(with(kept, "model.json", digest, other).files());
    files.put("model.onnx", garbage);
    BaselineRecord unlike = new BaselineRecord(kept.about(), files);

    assertThat(of(unlike, project)).isEmpty();
    assertThat(tiny.noted).anyMatch(line -> line.contains(", the evaluation is of sha256:"));
    String evaluated = digest.replace("sha256:", "");
    BaselineRecord same = with(unlike, "evaluation.json", evaluated, other.replace("sha256:", ""));
    assertThat(of(same, project)).isEmpty();
    assertThat(tiny.noted)
        .anyMatch(line -> line.contains("damaged in part: the model of v1 cannot be used: "));
    assertThat(folder.resolve(".mlbox/models")).doesNotExist();
  }

  @Test
  void twoFunctionsOfOneFileAreTwoModels() throws Exception {
    TinyProject tiny = new TinyProject(folder);
    Path code = Files.createDirectories(folder.resolve("code"));
    Files.writeString(code.resolve("churn.py"), "");
    KeptModels kept = new KeptModels(tiny.project());
    Path good = kept.put(python("churn:good"), code);
    Path bad = kept.put(python("churn:bad"), code);

    assertThat(kept.find(python("churn:good"))).contains(good);
    assertThat(kept.find(python("churn:bad"))).contains(bad);
    assertThat(kept.find(python("churn:other"))).isEmpty();
  }

  @Test
  void aKeptFileThatHasNotItsDigestIsNamedAndSkipped() throws Exception {
    TinyProject tiny = new TinyProject(folder);
    tiny.keep("v1");
    Project project = tiny.project();
    BoxManifest wanted = RecordedModel.of(record(project)).orElseThrow().manifest();
    KeptModels kept = new KeptModels(project);
    kept.put(wanted, Files.writeString(folder.resolve("garbage.onnx"), "garbage"));

    assertThat(kept.find(wanted)).isEmpty();
    assertThat(tiny.noted).anyMatch(line -> line.contains("a kept model is damaged and skipped"));
  }

  private static BoxManifest python(String callable) {
    String digest = Digest.of("churn.py").toString();
    return new BoxManifest(
        "tiny", ModelKind.PYTHON, "model", callable, List.of(), List.of(), digest, Map.of());
  }

  @Test
  void anAddressThatTheProjectDoesNotLoadFromIsNotAsked() throws Exception {
    TinyProject tiny = new TinyProject(folder);
    tiny.environment.put("MLBOX_CACHE", folder.resolve(".mlbox/cache").toString());
    tiny.keep("v1");
    Project project = tiny.project();
    BaselineRecord record = bare(record(project));
    String facts = new String(record.files().get("model.json"), StandardCharsets.UTF_8);
    Map<String, byte[]> files = new TreeMap<>(record.files());
    files.put(
        "model.json",
        facts
            .replace("\"model.onnx\"\n", "\"http://127.0.0.1:1/model.onnx\"\n")
            .getBytes(StandardCharsets.UTF_8));
    BaselineRecord elsewhere = new BaselineRecord(record.about(), files);
    assertThat(RecordedModel.of(elsewhere).orElseThrow().from())
        .contains("http://127.0.0.1:1/model.onnx");

    assertThat(of(elsewhere, project)).isEmpty();
    assertThat(tiny.noted).noneMatch(line -> line.contains("cannot be fetched"));
    Project there =
        tiny.project("load={from: 'http://127.0.0.1:1/new.onnx', sha256: " + "0".repeat(64) + "}");
    assertThat(of(elsewhere, there)).isEmpty();
    assertThat(tiny.noted)
        .anyMatch(line -> line.startsWith("baseline the model of v1 cannot be fetched: "));
  }

  @Test
  void manyWritersKeepOneModelAndReadersFindItWhole() throws Exception {
    TinyProject tiny = new TinyProject(folder);
    tiny.keep("v1");
    Project project = tiny.project();
    BaselineRecord record = record(project);
    KeptModels kept = new KeptModels(project);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      Callable<Path> reader = () -> of(record, project).orElseThrow();
      Callable<Path> pruner =
          () -> {
            kept.prune(1);
            return reader.call();
          };
      for (Future<Path> each :
          pool.invokeAll(Arrays.asList(reader, pruner, reader, pruner, reader, reader))) {
        assertThat(BoxFolder.find(each.get())).isPresent();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(models(folder)).hasSize(1);
    assertThat(RecordedModel.of(record).orElseThrow().manifest().digest())
        .isEqualTo(Digest.of(Files.readAllBytes(folder.resolve("model.onnx"))).toString());
    assertThat(tiny.noted).noneMatch(line -> line.contains("damaged"));
  }
}
