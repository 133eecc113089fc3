package dev.mlbox.engine.live;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.data.ParquetCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Recent requests as a Parquet file on this machine, made anew from what boxes have kept. */
public final class LiveData {
  private final KeptSamples kept;
  private final Path folder;
  private final Consumer<String> notes;

  /**
   * @param folder where copies and results are
   * @param notes is told how much there is, and what is damaged
   */
  public LiveData(KeptSamples kept, Path folder, Consumer<String> notes) {
    this.kept = kept;
    this.folder = folder;
    this.notes = notes;
  }

  /**
   * The rows of a window.
   *
   * @param target the column that labels become, only rows with a label being taken; null for all
   *     rows
   * @throws MlboxException INVALID when there is none, with what is missing
   */
  public Path rows(LiveWindow window, @Nullable String target, Instant now) {
    LiveRows rows = new LiveRows(window.since(now), target);
    Path lines = folder.resolve(window.letters() + ".jsonl");
    Path parquet =
        folder.resolve(window.letters() + (target == null ? "" : "-labelled") + ".parquet");
    try {
      rows.write(new SampleCache(folder.resolve("kept")).fetch(kept, rows::mayHave), lines);
      rows.damage().forEach(words -> notes.accept("warn  " + words));
      requireSome(window, target, rows);
      notes.accept(words(window, target, rows));
      ParquetCopy.of(lines, parquet);
      return parquet;
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("recent requests cannot be read: " + e).at(folder.toString()), e);
    } finally {
      try {
        Files.deleteIfExists(lines);
      } catch (IOException e) {
        notes.accept("warn  %s is left: %s".formatted(lines, e));
      }
    }
  }

  private static String words(LiveWindow window, @Nullable String target, LiveRows rows) {
    return target == null
        ? "%,d rows were asked %s".formatted(rows.requests(), window.words())
        : "%,d rows were asked %s, %,d have a label"
            .formatted(rows.requests(), window.words(), rows.rows());
  }

  private void requireSome(LiveWindow window, @Nullable String target, LiveRows rows) {
    if (rows.requests() == 0) {
      throw MlboxException.invalid(
          Problem.of("no request was kept %s in %s".formatted(window.words(), kept.place()))
              .at(window.stated().place())
              .expected(
                  "at least one; boxes keep them from their first deploy with deploy.storage on")
              .remedy(
                  "set deploy.storage and deploy, or evaluate on a file until there is traffic"));
    }
    if (rows.rows() == 0) {
      throw MlboxException.invalid(
          Problem.of(
                  "%,d rows were asked %s, and none has a label"
                      .formatted(rows.requests(), window.words()))
              .at(window.stated().place())
              .expected("%s, as evaluate.target says".formatted(target))
              .remedy(
                  "send labels to POST /feedback with the answer's header mlbox-id, or evaluate on a file until there are some"));
    }
  }
}
