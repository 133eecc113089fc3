package dev.mlbox.engine.git;

import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Records under one ref of a repository and, where it has one, of its remote: read and changed as
 * if there were one copy. Whoever comes second adds to what the first one wrote.
 */
final class SharedLine {
  private static final int TRIES = 50;

  private final Path folder;
  private final @Nullable String remote;
  private final GitAccess access;
  private final StepListener listener;

  /** Refs whose part of the remote is here: reading asks it once, writing each time. */
  private final Set<String> asked = new HashSet<>();

  /** What kept the remote from being asked; null while it answers. */
  private @Nullable String away;

  SharedLine(
      Path folder,
      @Nullable String remote,
      Map<String, String> environment,
      StepListener listener) {
    this.folder = folder;
    this.remote = remote;
    this.access = new GitAccess(environment);
    this.listener = listener;
  }

  /** Why what the remote has is not known, in words; empty while it answers, or there is none. */
  Optional<String> away() {
    return Optional.ofNullable(away);
  }

  /** Whether there is a remote that others write to. */
  boolean isShared() {
    try (Repository repository = repository()) {
      return shared(repository).isPresent();
    } catch (IOException e) {
      throw broken("read", e);
    }
  }

  /** Bytes by file name by record name; the remote is asked the first time. */
  Map<String, Map<String, byte[]>> records(String ref) {
    return records(ref, (record, file) -> true);
  }

  /** The same of some files alone, by a record's and a file's name. */
  Map<String, Map<String, byte[]>> records(String ref, BiPredicate<String, String> wanted) {
    try (Repository repository = repository()) {
      BaselineLine line = new BaselineLine(repository, ref);
      if (away == null && asked.add(ref)) {
        takeIn(line, ref, shared(repository));
      }
      return bytes(line.records(), wanted);
    } catch (IOException e) {
      throw broken("read", e);
    }
  }

  /** Reads some files, by a record's and a file's name; each record is there. */
  static Map<String, Map<String, byte[]>> bytes(
      Map<String, Map<String, Blob>> records, BiPredicate<String, String> wanted) {
    Map<String, Map<String, byte[]>> read = new TreeMap<>();
    records.forEach(
        (record, files) -> {
          Map<String, byte[]> bytes = new TreeMap<>();
          files.forEach(
              (file, blob) -> {
                if (wanted.test(record, file)) {
                  bytes.put(file, blob.bytes());
                }
              });
          read.put(record, bytes);
        });
    return read;
  }

  /** One record, as it is here, without asking the remote. */
  Map<String, byte[]> record(String ref, String name) {
    try (Repository repository = repository()) {
      Map<String, Blob> files =
          new BaselineLine(repository, ref).records().getOrDefault(name, Map.of());
      return bytes(Map.of(name, files), (record, file) -> true).getOrDefault(name, Map.of());
    } catch (IOException e) {
      throw broken("read", e);
    }
  }

  /**
   * Replaces the records by what a function of them says, which is called again when they move. A
   * remote that did not answer once is not asked again.
   */
  void change(String ref, String why, UnaryOperator<Map<String, Map<String, Blob>>> change) {
    try (Repository repository = repository()) {
      BaselineLine line = new BaselineLine(repository, ref);
      Optional<BaselineRemote> shared = away == null ? shared(repository) : Optional.empty();
      for (int i = 0; i < TRIES; i++) {
        if (!takeIn(line, ref, shared)) {
          continue;
        }
        ObjectId before = line.head();
        Map<String, Map<String, Blob>> records = line.records();
        Map<String, Map<String, Blob>> changed = change.apply(records);
        boolean done = changed.equals(records) || line.add(changed, before, why);
        if (done && (line.head() == null || shared.map(to -> to.push(ref)).orElse(true))) {
          note(shared);
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
  private boolean takeIn(BaselineLine line, String ref, Optional<BaselineRemote> shared)
      throws IOException {
    Optional<ObjectId> theirs = shared.flatMap(from -> from.fetch(ref));
    note(shared);
    return theirs.isEmpty() || line.takeIn(theirs.get());
  }

  private void note(Optional<BaselineRemote> shared) {
    shared.flatMap(BaselineRemote::away).ifPresent(why -> away = why);
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
