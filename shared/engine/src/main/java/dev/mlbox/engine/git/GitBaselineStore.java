package dev.mlbox.engine.git;

import dev.mlbox.core.port.BaselineRecord;
import dev.mlbox.core.port.BaselineStore;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Baselines in the repository itself, under {@code refs/mlbox/baselines/MODEL}: a line of commits
 * whose tree has one folder for each record. The ref moves by compare-and-set, here and at the
 * remote, so that of two writers the second one adds to what the first one wrote; what was written
 * while the remote was away is joined with what others wrote there meanwhile.
 */
public final class GitBaselineStore implements BaselineStore {
  private static final String REFS = "refs/mlbox/baselines/";
  private static final int TRIES = 50;

  private final Path folder;
  private final @Nullable String remote;
  private final GitAccess access;
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
    this.folder = folder;
    this.remote = remote;
    this.access = new GitAccess(environment);
    this.listener = listener;
  }

  @Override
  public void save(BaselineRecord record) {
    Map<String, byte[]> files = new TreeMap<>(record.files());
    files.put(RecordMeta.FILE, RecordMeta.write(record.about()));
    String name = RecordMeta.name(record.about());
    change(
        record.about().model(),
        "Keep " + name,
        before -> {
          Map<String, Map<String, byte[]>> after = new TreeMap<>(before);
          after.put(name, files);
          return after;
        });
  }

  @Override
  public Optional<BaselineRecord> latest(String model) {
    return find(model, about -> true);
  }

  @Override
  public Optional<BaselineRecord> find(String model, Predicate<BaselineRecord.About> wanted) {
    try (Repository repository = repository()) {
      BaselineLine line = new BaselineLine(repository, REFS + model);
      takeIn(line, REFS + model, shared(repository));
      return records(line.records()).stream()
          .filter(record -> wanted.test(record.about()))
          .findFirst();
    } catch (IOException e) {
      throw broken("read", e);
    }
  }

  @Override
  public int prune(String model, int keep) {
    int[] removed = new int[1];
    change(
        model,
        "Keep the youngest " + keep,
        before -> {
          List<BaselineRecord> all = records(before);
          Map<String, Map<String, byte[]>> after = new TreeMap<>(before);
          List<BaselineRecord> old = all.subList(Math.min(keep, all.size()), all.size());
          old.forEach(record -> after.remove(RecordMeta.name(record.about())));
          removed[0] = old.size();
          return after;
        });
    return removed[0];
  }

  private void change(
      String model, String why, UnaryOperator<Map<String, Map<String, byte[]>>> change) {
    try (Repository repository = repository()) {
      String ref = REFS + model;
      BaselineLine line = new BaselineLine(repository, ref);
      Optional<BaselineRemote> shared = shared(repository);
      for (int i = 0; i < TRIES; i++) {
        if (!takeIn(line, ref, shared)) {
          continue;
        }
        ObjectId before = line.head();
        Map<String, Map<String, byte[]>> records = line.records();
        Map<String, Map<String, byte[]>> changed = change.apply(records);
        boolean done = changed.equals(records) || line.add(changed, before, why);
        if (done && (line.head() == null || shared.map(to -> to.push(ref)).orElse(true))) {
          return;
        }
      }
      throw MlboxException.broken(
          Problem.of("the baselines changed %d times in a row".formatted(TRIES)).at(ref), null);
    } catch (IOException e) {
      throw broken("kept", e);
    }
  }

  /** Whether what the remote has is here now, or cannot be had. */
  private static boolean takeIn(BaselineLine line, String ref, Optional<BaselineRemote> shared)
      throws IOException {
    Optional<ObjectId> theirs = shared.flatMap(from -> from.fetch(ref));
    return theirs.isEmpty() || line.takeIn(theirs.get());
  }

  /** Youngest first; damaged ones are named and left out. */
  private List<BaselineRecord> records(Map<String, Map<String, byte[]>> tree) {
    List<BaselineRecord> records = new ArrayList<>();
    tree.forEach(
        (name, files) -> {
          try {
            records.add(RecordMeta.record(files, REFS + "…/" + name));
          } catch (MlboxException e) {
            listener.warning("a baseline is damaged and skipped: " + e.getMessage());
          }
        });
    records.sort(Comparator.comparing((BaselineRecord record) -> record.about().when()).reversed());
    return records;
  }

  private Repository repository() throws IOException {
    Repository repository = Lineage.open(folder);
    if (repository == null) {
      throw MlboxException.invalid(
          Problem.of("there is no git repository").at(folder.toString()).remedy("`git init`"));
    }
    return repository;
  }

  private Optional<BaselineRemote> shared(Repository repository) {
    return remote != null && repository.getRemoteNames().contains(remote)
        ? Optional.of(new BaselineRemote(repository, remote, access, listener))
        : Optional.empty();
  }

  private static MlboxException broken(String what, IOException e) {
    return MlboxException.broken(Problem.of("baselines cannot be " + what + ": " + e), e);
  }
}
