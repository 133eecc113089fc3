package dev.mlbox.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.LoadConfig;
import dev.mlbox.core.config.ModelConfig;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.port.LoadedModel;
import dev.mlbox.core.port.StepListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSourcesTest {
  private final Path folder;

  ModelSourcesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private LoadedModel load(String from, @Nullable String sha256) {
    return ModelSources.of(
            folder, new CacheFolder(folder.resolve("cache")), Map.of(), StepListener.silent())
        .load(new LoadConfig(from, sha256, "mlbox.yaml:2"));
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void aFileIsUsedWhereItLies() throws IOException {
    write("models/flights.onnx", "a model");

    LoadedModel loaded = load("./models/flights.onnx", Digest.of("a model").hex());

    assertThat(loaded.model().path()).isEqualTo(folder.resolve("models/flights.onnx"));
    assertThat(loaded.model().digest()).isEqualTo(Digest.of("a model"));
    assertThat(loaded.origin()).isEqualTo("./models/flights.onnx");
  }

  @Test
  void aFolderIsAModelToo() throws IOException {
    write("model/predict.py", "x = 1");

    assertThat(load("model", null).model().bytes()).isEqualTo(5);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> load("models/flights.onnx", null))
        .hasMessage(
            "there is no model `models/flights.onnx` (mlbox.yaml:2); expected a file or folder at "
                + folder.resolve("models/flights.onnx"));
  }

  @Test
  void anEmptyFileIsNoModel() throws IOException {
    write("m.onnx", "");

    assertThatThrownBy(() -> load("m.onnx", null))
        .hasMessage("`m.onnx` is empty (mlbox.yaml:2); expected a model");
  }

  @Test
  void aPointerOfGitLfsIsNoModel() throws IOException {
    write("m.onnx", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");

    assertThatThrownBy(() -> load("m.onnx", null))
        .hasMessage(
            "`m.onnx` is a Git LFS pointer, not the model itself (mlbox.yaml:2);"
                + " run `git lfs pull` and load the file,"
                + " or load it over https with its `sha256`");
  }

  @Test
  void anotherDigestIsRefused() throws IOException {
    write("m.onnx", "a model");

    assertThatThrownBy(() -> load("m.onnx", Digest.of("other").hex()))
        .hasMessage(
            "`m.onnx` has the sha256 %s (mlbox.yaml:2); expected %s;"
                    .formatted(Digest.of("a model").hex(), Digest.of("other").hex())
                + " if the model was meant to change, change `sha256` too");
  }

  @Test
  void anUnknownKindOfAddressIsRefused() {
    assertThatThrownBy(() -> load("s3://bucket/m.onnx", null))
        .hasMessage(
            "models are not loaded from `s3:` (mlbox.yaml:2);"
                + " expected a path, git+URL#path@ref, git:ref:path, or https://… with `sha256`");
  }

  @Test
  void kindsAreKnownByEndingOrByPredict() {
    LoadConfig load = new LoadConfig("m", null, "mlbox.yaml:2");
    ModelConfig plain = new ModelConfig("flights", null, load, null, null, null, List.of());
    ModelConfig python = new ModelConfig("flights", null, load, null, "m:ask", null, List.of());

    assertThat(Kinds.of(plain, Path.of("a/m.onnx"))).isEqualTo(ModelKind.ONNX);
    assertThat(Kinds.of(plain, Path.of("M.ONNX"))).isEqualTo(ModelKind.ONNX);
    assertThat(Kinds.of(plain, Path.of("p.csv"))).isEqualTo(ModelKind.PREDICTIONS);
    assertThat(Kinds.of(plain, Path.of("p.parquet"))).isEqualTo(ModelKind.PREDICTIONS);
    assertThat(Kinds.of(plain, Path.of("p.jsonl"))).isEqualTo(ModelKind.PREDICTIONS);
    assertThat(Kinds.ofBaseline(Path.of("p.csv"), "mlbox.yaml:8")).isEqualTo(ModelKind.PREDICTIONS);
    assertThatThrownBy(() -> Kinds.ofBaseline(Path.of("old/model.json"), "mlbox.yaml:8"))
        .hasMessage(
            "the baseline `model.json` cannot be run (mlbox.yaml:8); expected .onnx (a model), or"
                + " .csv, .jsonl or .parquet (answers to the rows); write the other model's answers"
                + " to a file with a column prediction");
    assertThat(Kinds.of(python, Path.of("model"))).isEqualTo(ModelKind.PYTHON);
    for (String name : List.of("m.pkl", "model")) {
      assertThatThrownBy(() -> Kinds.of(plain, Path.of("models", name)))
          .hasMessage(
              "`%s` is no kind of model that can be run (mlbox.yaml:2);".formatted(name)
                  + " expected .onnx (a model), .csv, .jsonl or .parquet (ready predictions),"
                  + " or `predict: module:function` (Python);"
                  + " export it to ONNX, or name a function that asks it in `predict`");
    }
  }

  @Test
  void theCacheIsWhereTheSystemKeepsThem() {
    assertThat(CacheFolder.of(Map.of("MLBOX_CACHE", "/x"), "Linux", "/home/a").path())
        .isEqualTo(Path.of("/x"));
    assertThat(CacheFolder.of(Map.of(), "Linux", "/home/a").path())
        .isEqualTo(Path.of("/home/a/.cache/mlbox"));
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "/c"), "Linux", "/home/a").path())
        .isEqualTo(Path.of("/c/mlbox"));
    assertThat(CacheFolder.of(Map.of(), "Mac OS X", "/Users/a").path())
        .isEqualTo(Path.of("/Users/a/Library/Caches/mlbox"));
    assertThat(CacheFolder.of(Map.of("LOCALAPPDATA", "/local"), "Windows 11", "/a").path())
        .isEqualTo(Path.of("/local/mlbox/cache"));
  }
}
