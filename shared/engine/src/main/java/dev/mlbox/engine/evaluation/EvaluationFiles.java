package dev.mlbox.engine.evaluation;

import dev.mlbox.core.measure.Baseline;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** An evaluation with its rows' answers, as files that a later check reads. */
public final class EvaluationFiles {
  private static final String EVALUATION = "evaluation.json";
  private static final String ANSWERS = "answers.json.gz";

  private EvaluationFiles() {}

  /** Bytes by file name. */
  public static Map<String, byte[]> write(CheckResult result) {
    Map<String, byte[]> files = new TreeMap<>();
    files.put(
        EVALUATION, (Json.pretty(result.candidate()) + "\n").getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(Json.write(StoredAnswers.of(result.answers())).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.put(ANSWERS, packed.toByteArray());
    return files;
  }

  /**
   * What was written.
   *
   * @param version of the model
   * @param origin where the files were found, for messages
   * @throws dev.mlbox.core.problem.MlboxException BROKEN when they are damaged
   */
  public static Baseline read(Map<String, byte[]> files, String version, String origin) {
    String place = "%s (%s)".formatted(version, origin);
    Evaluation evaluation = evaluation(files, place);
    Predictions rows = null;
    byte[] packed = files.get(ANSWERS);
    if (packed != null) {
      try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
        String json = new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        rows = Json.read(json, StoredAnswers.class, ANSWERS + " of " + place).predictions();
      } catch (IOException e) {
        throw MlboxException.broken(
            Problem.of("damaged answers: " + e.getMessage()).at(ANSWERS + " of " + place), e);
      }
    }
    return new Baseline(version, origin, evaluation, rows);
  }

  /**
   * What was measured, without the rows' answers.
   *
   * @param place where the files were found, for messages
   * @throws MlboxException BROKEN when it is damaged
   */
  public static Evaluation evaluation(Map<String, byte[]> files, String place) {
    return Json.read(text(files, EVALUATION), Evaluation.class, EVALUATION + " of " + place);
  }

  private static String text(Map<String, byte[]> files, String name) {
    return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
  }
}
