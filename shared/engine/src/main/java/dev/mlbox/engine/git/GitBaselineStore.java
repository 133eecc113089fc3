package dev.mlbox.engine.git;

import dev.mlbox.core.port.BaselineRecord;
import dev.mlbox.core.port.BaselineStore;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.problem.MlboxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Baselines in the repository itself, under {@code refs/mlbox/baselines/MODEL}: a line of commits
 * whose tree has one folder for each record. The ref moves by compare-and-set, here and at the
 * remote, so that of two writers the second one adds to what the first one wrote; what was written
 * while the remote was away is joined with what others wrote there meanwhile.
 */
public final class GitBaselineStore implements BaselineStore {
  private static final String REFS = "refs/mlbox/baselines/";

  private final SharedLine line;
  private final StepListener listener;

  /**
   * The baselines of a project.
   *
   * @param folder in the repository
   * @param remote such as {@code origin}; records are fetched from and pushed to it where it exists
   * @param environment with credentials, if any
   * @param listener hears of a remote that cannot be reached and of damaged records
   */
  public GitBaselineStore(
      Path folder,
      @Nullable String remote,
      Map<String, String> environment,
      StepListener listener) {
    this.line = new SharedLine(folder, remote, environment, listener);
    this.listener = listener;
  }

  @Override
  public void save(BaselineRecord record) {
    put(record, there -> true);
  }

  /** One that could not be pushed before is pushed now. */
  @Override
  public boolean add(BaselineRecord record) {
    return put(record, there -> records(there, skipped -> {}).isEmpty());
  }

  /**
   * Writes a record.
   *
   * @param wanted whether it is to be written beside what there is of its name
   * @return whether it was
   */
  private boolean put(BaselineRecord record, Predicate<Map<String, Map<String, byte[]>>> wanted) {
    Map<String, Blob> files = new TreeMap<>();
    record.files().forEach((file, bytes) -> files.put(file, Blob.of(bytes)));
    files.put(RecordMeta.FILE, Blob.of(RecordMeta.write(record.about())));
    String name = RecordMeta.name(record.about());
    boolean[] written = new boolean[1];
    line.change(
        REFS + record.about().model(),
        "Keep " + name,
        before -> {
          Map<String, Blob> there = before.get(name);
          written[0] =
              wanted.test(
                  there == null
                      ? Map.of()
                      : SharedLine.bytes(Map.of(name, there), (one, file) -> true));
          if (!written[0]) {
            return before;
          }
          Map<String, Map<String, Blob>> after = new TreeMap<>(before);
          after.put(name, files);
          return after;
        });
    return written[0];
  }

  @Override
  public List<BaselineRecord> all(String model) {
    return records(line.records(REFS + model), listener::warning);
  }

  /** Reads what records are of, and then one of them: answers to many rows are large. */
  @Override
  public Optional<BaselineRecord> find(String model, Predicate<BaselineRecord.About> wanted) {
    String ref = REFS + model;
    return records(
            line.records(ref, (record, file) -> RecordMeta.FILE.equals(file)), listener::warning)
        .stream()
        .map(BaselineRecord::about)
        .filter(wanted)
        .flatMap(about -> whole(ref, about).stream())
        .findFirst();
  }

  /** Empty when somebody has removed it meanwhile, or it is damaged, and told. */
  private Optional<BaselineRecord> whole(String ref, BaselineRecord.About about) {
    String name = RecordMeta.name(about);
    Map<String, byte[]> files = line.record(ref, name);
    return files.isEmpty()
        ? Optional.empty()
        : records(Map.of(name, files), listener::warning).stream().findFirst();
  }

  @Override
  public Optional<String> unread(String model) {
    List<String> warnings = new ArrayList<>();
    records(line.records(REFS + model), warnings::add);
    return line.away().or(() -> RecordMeta.unread(warnings));
  }

  @Override
  public boolean isShared() {
    return line.isShared();
  }

  @Override
  public int prune(String model, int keep) {
    int[] removed = new int[1];
    line.change(
        REFS + model,
        "Keep the youngest " + keep,
        before -> {
          List<BaselineRecord.About> all =
              records(
                      SharedLine.bytes(before, (record, file) -> RecordMeta.FILE.equals(file)),
                      listener::warning)
                  .stream()
                  .map(BaselineRecord::about)
                  .toList();
          Map<String, Map<String, Blob>> after = new TreeMap<>(before);
          List<BaselineRecord.About> old = RecordMeta.beyond(all, keep);
          old.forEach(about -> after.remove(RecordMeta.name(about)));
          removed[0] = old.size();
          return after;
        });
    return removed[0];
  }

  /** Youngest first; damaged ones are named and left out. */
  private static List<BaselineRecord> records(
      Map<String, Map<String, byte[]>> tree, Consumer<String> told) {
    List<BaselineRecord> records = new ArrayList<>();
    tree.forEach(
        (name, files) -> {
          try {
            records.add(RecordMeta.record(files, REFS + "…/" + name));
          } catch (MlboxException e) {
            told.accept("a baseline is damaged and skipped: " + e.getMessage());
          }
        });
    records.sort(Comparator.comparing((BaselineRecord record) -> record.about().when()).reversed());
    return records;
  }
}
