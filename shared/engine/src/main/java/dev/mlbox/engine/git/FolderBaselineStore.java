package dev.mlbox.engine.git;

import dev.mlbox.core.port.BaselineRecord;
import dev.mlbox.core.port.BaselineStore;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Baselines in a folder: one folder for each record, which appears whole or not at all and is never
 * replaced. A newer record of the same model, version, commit and data is a folder beside it; the
 * older one goes afterwards, so that a reader finds one of them at any time.
 */
public final class FolderBaselineStore implements BaselineStore {
  private static final int TRIES = 100;

  /** Between a record's name and what tells it from its twins; no name has one. */
  private static final String TWIN = "~";

  private final Path root;
  private final boolean shared;
  private final StepListener listener;

  /**
   * In a folder.
   *
   * @param shared whether it was named, and so is where everybody keeps their records; else it is
   *     this checkout's own
   */
  public FolderBaselineStore(Path root, boolean shared, StepListener listener) {
    this.root = root;
    this.shared = shared;
    this.listener = listener;
  }

  @Override
  public void save(BaselineRecord record) {
    Path folder = root.resolve(record.about().model());
    Path draft = folder.resolve(".draft-" + UUID.randomUUID());
    try {
      Files.createDirectories(draft);
      for (Map.Entry<String, byte[]> file : record.files().entrySet()) {
        Files.write(draft.resolve(file.getKey()), file.getValue());
      }
      Files.write(draft.resolve(RecordMeta.FILE), RecordMeta.write(record.about()));
      String name = RecordMeta.name(record.about());
      Path kept = folder.resolve(name + TWIN + UUID.randomUUID());
      Files.move(draft, kept, StandardCopyOption.ATOMIC_MOVE);
      List<Kept> twins =
          kept(record.about().model()).stream().filter(each -> each.is(name)).toList();
      for (Kept older : twins.subList(Math.min(1, twins.size()), twins.size())) {
        remove(older.folder());
      }
    } catch (IOException e) {
      throw broken("kept", folder, e);
    }
  }

  /**
   * A record where it lies.
   *
   * @param folder of it alone
   * @param record what it holds
   */
  private record Kept(Path folder, BaselineRecord record) {
    /** Youngest first; of two of one moment any order that all agree on. */
    static final Comparator<Kept> ORDER =
        Comparator.comparing((Kept kept) -> kept.record().about().when())
            .thenComparing(kept -> kept.folder().toString())
            .reversed();

    boolean is(String name) {
      return RecordMeta.name(record.about()).equals(name);
    }
  }

  @Override
  public List<BaselineRecord> all(String model) {
    return kept(model).stream().map(Kept::record).toList();
  }

  /** Reads what records are of, and then one of them: answers to many rows are large. */
  @Override
  public Optional<BaselineRecord> find(String model, Predicate<BaselineRecord.About> wanted) {
    List<String> warnings = new ArrayList<>();
    List<Kept> known = kept(model, warnings, RecordMeta.FILE::equals);
    warnings.forEach(listener::warning);
    for (Kept each : known) {
      if (wanted.test(each.record().about())) {
        List<String> damage = new ArrayList<>();
        try {
          Optional<BaselineRecord> whole = read(each.folder(), damage, file -> true);
          damage.forEach(listener::warning);
          if (whole.isPresent()) {
            return whole;
          }
        } catch (NoSuchFileException e) {
          // A newer one of the same has taken its place.
          return find(model, wanted);
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<String> unread(String model) {
    List<String> warnings = new ArrayList<>();
    kept(model, warnings);
    return RecordMeta.unread(warnings);
  }

  @Override
  public boolean isShared() {
    return shared;
  }

  @Override
  public int prune(String model, int keep) {
    List<Kept> all = kept(model);
    Map<String, BaselineRecord.About> youngest = new LinkedHashMap<>();
    all.forEach(
        kept ->
            youngest.putIfAbsent(RecordMeta.name(kept.record().about()), kept.record().about()));
    Set<String> old =
        RecordMeta.beyond(List.copyOf(youngest.values()), keep).stream()
            .map(RecordMeta::name)
            .collect(Collectors.toSet());
    try {
      for (Kept each : all) {
        if (old.contains(RecordMeta.name(each.record().about()))) {
          remove(each.folder());
        }
      }
    } catch (IOException e) {
      throw broken("removed", root.resolve(model), e);
    }
    return old.size();
  }

  /** Youngest first; damaged ones are told and left out. */
  private List<Kept> kept(String model) {
    List<String> warnings = new ArrayList<>();
    List<Kept> kept = kept(model, warnings);
    warnings.forEach(listener::warning);
    return kept;
  }

  /** Youngest first; damaged ones are named and left out. */
  private List<Kept> kept(String model, List<String> warnings) {
    return kept(model, warnings, file -> true);
  }

  private List<Kept> kept(String model, List<String> warnings, Predicate<String> files) {
    Path folder = root.resolve(model);
    // A folder that one may not look into is no empty one.
    if (Files.notExists(folder)) {
      return List.of();
    }
    for (int i = 1; ; i++) {
      List<Kept> records = new ArrayList<>();
      warnings.clear();
      try (Stream<Path> each = Files.list(folder)) {
        for (Path one : each.sorted().toList()) {
          if (!String.valueOf(one.getFileName()).startsWith(".") && !Files.isRegularFile(one)) {
            read(one, warnings, files).ifPresent(record -> records.add(new Kept(one, record)));
          }
        }
        records.sort(Kept.ORDER);
        return records;
      } catch (NoSuchFileException e) {
        // A newer one has taken the place of a record since the folder was listed.
        if (i == TRIES) {
          throw broken("read", folder, e);
        }
      } catch (IOException e) {
        throw broken("read", folder, e);
      }
    }
  }

  /**
   * Empty, and told, when it is damaged.
   *
   * @throws NoSuchFileException when it is gone
   */
  private static Optional<BaselineRecord> read(
      Path one, List<String> warnings, Predicate<String> wanted) throws NoSuchFileException {
    try (Stream<Path> files = Files.list(one)) {
      Map<String, byte[]> content = new TreeMap<>();
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (wanted.test(name)) {
          content.put(name, Files.readAllBytes(file));
        }
      }
      return Optional.of(RecordMeta.record(content, one.toString()));
    } catch (MlboxException e) {
      requireThere(one);
      warnings.add("a baseline is damaged and skipped: " + e.getMessage());
      return Optional.empty();
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      warnings.add("a baseline cannot be read and is skipped: " + e);
      return Optional.empty();
    }
  }

  private static void requireThere(Path one) throws NoSuchFileException {
    if (Files.notExists(one)) {
      throw new NoSuchFileException(one.toString());
    }
  }

  /** Out of sight at once, then for good; somebody else may be doing the same. */
  private static void remove(Path folder) throws IOException {
    Path old = folder.resolveSibling(".old-" + UUID.randomUUID());
    try {
      Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return;
    }
    try (Stream<Path> files = Files.walk(old)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static MlboxException broken(String what, Path folder, IOException e) {
    return MlboxException.broken(
        Problem.of("a baseline cannot be " + what + ": " + e).at(folder.toString()), e);
  }
}
