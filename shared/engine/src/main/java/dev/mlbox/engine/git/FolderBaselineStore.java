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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Baselines in a folder: one folder for each record, which appears whole or not at all. */
public final class FolderBaselineStore implements BaselineStore {
  private static final int TRIES = 20;

  private final Path root;
  private final StepListener listener;

  public FolderBaselineStore(Path root, StepListener listener) {
    this.root = root;
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
      replace(draft, folder.resolve(RecordMeta.name(record.about())));
    } catch (IOException e) {
      throw broken("kept", folder, e);
    }
  }

  /** Again when another writer puts the same record there, or takes it away, in between. */
  private static void replace(Path draft, Path target) throws IOException {
    for (int i = 1; ; i++) {
      Path old = target.resolveSibling(".old-" + UUID.randomUUID());
      try {
        Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        delete(old);
      } catch (NoSuchFileException e) {
        // There is none yet, or not any more.
      }
      try {
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        return;
      } catch (IOException e) {
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  @Override
  public Optional<BaselineRecord> latest(String model) {
    return find(model, about -> true);
  }

  @Override
  public Optional<BaselineRecord> find(String model, Predicate<BaselineRecord.About> wanted) {
    return all(model).stream().filter(record -> wanted.test(record.about())).findFirst();
  }

  @Override
  public int prune(String model, int keep) {
    List<BaselineRecord> all = all(model);
    List<BaselineRecord> old = all.subList(Math.min(keep, all.size()), all.size());
    for (BaselineRecord record : old) {
      try {
        delete(root.resolve(model).resolve(RecordMeta.name(record.about())));
      } catch (IOException e) {
        throw broken("removed", root.resolve(model), e);
      }
    }
    return old.size();
  }

  /** Youngest first; damaged ones are named and left out. */
  private List<BaselineRecord> all(String model) {
    Path folder = root.resolve(model);
    List<BaselineRecord> records = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return records;
    }
    try (Stream<Path> each = Files.list(folder)) {
      for (Path one : each.sorted().toList()) {
        if (!String.valueOf(one.getFileName()).startsWith(".") && Files.isDirectory(one)) {
          read(one).ifPresent(records::add);
        }
      }
    } catch (IOException e) {
      throw broken("read", folder, e);
    }
    records.sort(Comparator.comparing((BaselineRecord record) -> record.about().when()).reversed());
    return records;
  }

  private Optional<BaselineRecord> read(Path one) {
    try (Stream<Path> files = Files.list(one)) {
      Map<String, byte[]> content = new TreeMap<>();
      for (Path file : files.toList()) {
        content.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
      }
      return Optional.of(RecordMeta.record(content, one.toString()));
    } catch (MlboxException e) {
      listener.warning("a baseline is damaged and skipped: " + e.getMessage());
      return Optional.empty();
    } catch (IOException e) {
      listener.warning("a baseline cannot be read and is skipped: " + e);
      return Optional.empty();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static MlboxException broken(String what, Path folder, IOException e) {
    return MlboxException.broken(
        Problem.of("a baseline cannot be " + what + ": " + e).at(folder.toString()), e);
  }
}
