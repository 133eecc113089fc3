package dev.mlbox.engine.git;

import dev.mlbox.core.port.BaselineRecord;
import dev.mlbox.core.port.BaselineStore;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Baselines in a bucket: one object for each record, which is there whole or not at all and is
 * never written twice, so that writers at the same time add up. Its name begins with its moment:
 * the youngest is found without reading the others. An older record of the same model, version,
 * commit and data goes after the newer one is there.
 */
public final class S3BaselineStore implements BaselineStore {
  private static final String END = ".zip";
  private static final String BETWEEN = "~";

  private final S3Bucket bucket;
  private final StepListener listener;

  public S3BaselineStore(S3Bucket bucket, StepListener listener) {
    this.bucket = bucket;
    this.listener = listener;
  }

  /**
   * An object that holds a record.
   *
   * @param key in the bucket
   * @param name of the record, {@link RecordMeta#name}
   */
  private record Kept(String key, String name) {}

  @Override
  public void save(BaselineRecord record) {
    String model = record.about().model();
    String name = RecordMeta.name(record.about());
    // A moment's letters are in its order only when all have as many digits.
    String moment = "%019d".formatted(record.about().when().toEpochMilli());
    bucket.put(
        model + "/" + String.join(BETWEEN, moment, name, UUID.randomUUID().toString()) + END,
        zip(record));
    kept(model).stream()
        .filter(each -> each.name().equals(name))
        .skip(1)
        .forEach(older -> bucket.delete(older.key()));
  }

  @Override
  public List<BaselineRecord> all(String model) {
    List<BaselineRecord> records = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Kept each : kept(model)) {
      if (!names.contains(each.name())) {
        read(each, listener::warning).ifPresent(record -> add(each, record, names, records));
      }
    }
    return records;
  }

  @Override
  public Optional<String> unread(String model) {
    List<String> warnings = new ArrayList<>();
    kept(model).forEach(each -> read(each, warnings::add));
    return RecordMeta.unread(warnings);
  }

  private static void add(
      Kept kept, BaselineRecord record, Set<String> names, List<BaselineRecord> records) {
    names.add(kept.name());
    records.add(record);
  }

  @Override
  public Optional<BaselineRecord> find(String model, Predicate<BaselineRecord.About> wanted) {
    for (Kept each : kept(model)) {
      Optional<BaselineRecord> record = read(each, listener::warning);
      if (record.isPresent() && wanted.test(record.get().about())) {
        return record;
      }
    }
    return Optional.empty();
  }

  /** A damaged one is not counted, and stays. */
  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public int prune(String model, int keep) {
    Map<String, BaselineRecord.About> youngest = new LinkedHashMap<>();
    for (Kept each : kept(model)) {
      if (!youngest.containsKey(each.name())) {
        read(each, listener::warning)
            .ifPresent(record -> youngest.put(each.name(), record.about()));
      }
    }
    List<String> old =
        RecordMeta.beyond(List.copyOf(youngest.values()), keep).stream()
            .map(RecordMeta::name)
            .toList();
    kept(model).stream()
        .filter(each -> old.contains(each.name()))
        .forEach(each -> bucket.delete(each.key()));
    return old.size();
  }

  /** Youngest first. */
  private List<Kept> kept(String model) {
    List<Kept> kept = new ArrayList<>();
    for (String key : bucket.list(model + "/")) {
      String[] parts = key.substring(model.length() + 1).split(BETWEEN, -1);
      if (parts.length == 3 && parts[2].endsWith(END)) {
        kept.add(new Kept(key, parts[1]));
      }
    }
    kept.sort(Comparator.comparing(Kept::key).reversed());
    return kept;
  }

  /** Empty when a newer one has taken its place since it was listed, or it is damaged, and told. */
  private Optional<BaselineRecord> read(Kept kept, Consumer<String> told) {
    Optional<byte[]> bytes = bucket.get(kept.key());
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    String place = bucket.place(kept.key());
    try {
      return Optional.of(RecordMeta.record(unzip(bytes.get(), place), place));
    } catch (MlboxException e) {
      told.accept("a baseline is damaged and skipped: " + e.getMessage());
      return Optional.empty();
    }
  }

  static byte[] zip(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(BaselineRecord record) {
    Map<String, byte[]> files = new TreeMap<>(record.files());
    files.put(RecordMeta.FILE, RecordMeta.write(record.about()));
    return zip(files);
  }

  static Map<String, byte[]> unzip(byte[] bytes, String place) {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw MlboxException.broken(Problem.of("a damaged record: " + e.getMessage()).at(place), e);
    }
    return files;
  }
}
