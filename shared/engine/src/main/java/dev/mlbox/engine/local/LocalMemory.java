package dev.mlbox.engine.local;

import dev.mlbox.core.model.Digest;
import dev.mlbox.core.port.RolloutMemory;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.engine.json.Json;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The record as a file, and the lease in another one beside it, because boxes read that twenty
 * times a second. The record is the truth: a lease that does not go with it, left behind by a
 * command that died between the two, is put right by the next one that looks.
 *
 * <p>A revision is a digest of the file, so a conflict is found whoever wrote it, by hand included.
 */
final class LocalMemory implements RolloutMemory {
  private final LocalFolder folder;

  LocalMemory(LocalFolder folder) {
    this.folder = folder;
  }

  @Override
  public Stored load() {
    return Steady.call(
        () -> {
          Stored stored = read();
          if (isRight(stored.record())) {
            return stored;
          }
          return folder
              .recordLock()
              .hold(
                  () -> {
                    Stored now = read();
                    lease(now.record());
                    return now;
                  });
        });
  }

  @Override
  public Stored save(RolloutRecord record, String revision) throws Conflict {
    Optional<Stored> saved =
        folder
            .recordLock()
            .hold(
                () -> {
                  if (!read().revision().equals(revision)) {
                    return Optional.empty();
                  }
                  String json = Json.pretty(record) + "\n";
                  SafeFile.write(folder.record(), json);
                  lease(record);
                  return Optional.of(new Stored(record, revision(json)));
                });
    return saved.orElseThrow(() -> new Conflict(folder.record() + " was written by somebody else"));
  }

  private Stored read() {
    Path file = folder.record();
    Optional<String> json = SafeFile.read(file);
    if (json.isEmpty()) {
      return new Stored(RolloutRecord.empty(), "");
    }
    try {
      RolloutRecord record = Json.read(json.get(), RolloutRecord.class, file.toString());
      return new Stored(record, revision(json.get()));
    } catch (MlboxException e) {
      throw MlboxException.broken(
          e.problems()
              .get(0)
              .remedy(
                  "nothing was changed and what serves serves on; put the file back as it was, or run `mlbox stop`, delete it and deploy anew"),
          e);
    }
  }

  private boolean isRight(RolloutRecord record) {
    Optional<String> there = SafeFile.read(folder.lease());
    Lease lease = record.lease();
    return lease == null ? there.isEmpty() : there.equals(Optional.of(Json.write(lease)));
  }

  private void lease(RolloutRecord record) {
    Lease lease = record.lease();
    if (isRight(record)) {
      return;
    }
    if (lease == null) {
      folder.lease().toFile().delete();
    } else {
      SafeFile.write(folder.lease(), Json.write(lease));
    }
  }

  private static String revision(String json) {
    return Digest.of(json).hex();
  }
}
