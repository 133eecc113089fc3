package dev.mlbox.engine.pipeline;

import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.port.BaselineRecord;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.evaluation.EvaluationFiles;
import dev.mlbox.engine.json.Json;
import dev.mlbox.engine.project.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a kept evaluation says of its model, so that the model can be asked about other rows: how it
 * is loaded, its digest and where it came from, and its bytes where these are few.
 *
 * <p>Only ONNX models go along with their evaluation. They compute and do nothing else; a Python
 * model is code, and whoever may write evaluations must not thereby run code in others' builds.
 *
 * @param manifest how it is loaded, and where it came from
 * @param bytes of the model's file; null when they are not kept with the evaluation
 */
record RecordedModel(BoxManifest manifest, byte @Nullable [] bytes) {
  /** More than that would be read by every check, also by those that never need it. */
  static final long LIMIT = 1 << 20;

  static final String LOADED_FROM = "loaded from";
  private static final String FACTS = "model.json";
  private static final String BYTES = "model.onnx";

  /** Not {@code .} or {@code ..}, without separators of folders or drives. */
  private static final Pattern FILE_NAME =
      Pattern.compile("(?!\\.{1,2}$)[^/\\\\:\\p{Cntrl}]{1,255}");

  /** The files of a record that say this of the model that was measured. */
  static Map<String, byte[]> files(Project project, MadeModel made, Given given) {
    String from = made.origin().get(LOADED_FROM);
    Map<String, String> origin = from == null ? Map.of() : Map.of(LOADED_FROM, from);
    BoxManifest manifest = BoxStep.manifest(project, made, given, origin);
    Map<String, byte[]> files = new TreeMap<>();
    files.put(FACTS, (Json.pretty(manifest) + "\n").getBytes(StandardCharsets.UTF_8));
    if (manifest.kind() == ModelKind.ONNX && made.facts().bytes() <= LIMIT) {
      try {
        files.put(BYTES, Files.readAllBytes(made.spec().path()));
      } catch (IOException e) {
        throw MlboxException.broken(Problem.of("the model cannot be read: " + e), e);
      }
    }
    return files;
  }

  /**
   * Of a record; empty when an earlier mlbox kept nothing of the model.
   *
   * @throws MlboxException BROKEN when what it says is damaged
   */
  static Optional<RecordedModel> of(BaselineRecord record) {
    byte[] facts = record.files().get(FACTS);
    if (facts == null) {
      return Optional.empty();
    }
    String place = record.about().version() + "/" + FACTS;
    BoxManifest manifest =
        Json.read(new String(facts, StandardCharsets.UTF_8), BoxManifest.class, place);
    requireSound(manifest, place);
    requireEvaluated(manifest, record, place);
    byte[] bytes = manifest.kind() == ModelKind.ONNX ? record.files().get(BYTES) : null;
    if (bytes != null && !Digest.of(bytes).toString().equals(manifest.digest())) {
      throw MlboxException.broken(
          Problem.of("its model is not the one with the digest " + manifest.digest())
              .at(record.about().version() + "/" + BYTES),
          null);
    }
    return Optional.of(new RecordedModel(manifest, bytes));
  }

  /** Whoever may push evaluations can have written anything. */
  private static void requireSound(BoxManifest manifest, String place) {
    String path = manifest.path();
    boolean plain = path != null && FILE_NAME.matcher(path).matches();
    if (!plain || path.equals(BoxManifest.FILE)) {
      throw MlboxException.broken(
          Problem.of("its model's path is no name of a file: " + path).at(place), null);
    }
    if (manifest.kind() == null
        || (manifest.kind() == ModelKind.PYTHON) != (manifest.callable() != null)) {
      throw MlboxException.broken(
          Problem.of("it does not say how its model is run").at(place), null);
    }
  }

  private static void requireEvaluated(BoxManifest manifest, BaselineRecord record, String place) {
    String evaluated =
        EvaluationFiles.evaluation(record.files(), record.about().version())
            .subject()
            .model()
            .toString();
    if (!evaluated.equals(manifest.digest())) {
      throw MlboxException.broken(
          Problem.of(
                  "its model has the digest %s, the evaluation is of %s"
                      .formatted(manifest.digest(), evaluated))
              .at(place),
          null);
    }
  }

  /** Whether it can never be asked anything. */
  boolean isReadyAnswers() {
    return manifest.kind() == ModelKind.PREDICTIONS;
  }

  /** Where it was loaded from; empty when it was trained. */
  Optional<String> from() {
    return Optional.ofNullable(manifest.provenance().get(LOADED_FROM));
  }
}
