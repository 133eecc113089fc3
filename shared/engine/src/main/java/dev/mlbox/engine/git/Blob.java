package dev.mlbox.engine.git;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * A file of a record, known by the digest of its bytes: those that are in a repository are read
 * when somebody asks, as the answers of all records together may be more than memory holds.
 */
final class Blob {
  private final ObjectId id;
  private final @Nullable Repository repository;
  private final byte[] fresh;

  private Blob(ObjectId id, @Nullable Repository repository, byte[] fresh) {
    this.id = id;
    this.repository = repository;
    this.fresh = fresh;
  }

  /** One that no repository has yet. */
  static Blob of(byte[] bytes) {
    try (ObjectInserter.Formatter digests = new ObjectInserter.Formatter()) {
      return new Blob(digests.idFor(Constants.OBJ_BLOB, bytes), null, bytes);
    }
  }

  /** One that a repository has; it has to stay open. */
  static Blob in(Repository repository, ObjectId id) {
    return new Blob(id, repository, new byte[0]);
  }

  /**
   * What it holds.
   *
   * @throws MlboxException BROKEN when the repository lacks it
   */
  byte[] bytes() {
    try {
      return repository == null ? fresh : repository.open(id).getBytes();
    } catch (IOException e) {
      throw MlboxException.broken(Problem.of("baselines cannot be read: " + e), e);
    }
  }

  /** Its name, under which the repository has it afterwards. */
  ObjectId insert(ObjectInserter inserter) throws IOException {
    return repository == null ? inserter.insert(Constants.OBJ_BLOB, fresh) : id;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Blob blob && id.equals(blob.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
