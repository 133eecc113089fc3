package dev.mlbox.engine.spark;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.runtime.remote.Parcel;
import dev.mlbox.runtime.remote.Reply;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The file in which Spark leaves parcels; it is gone once they were read. */
final class Spool implements AutoCloseable {
  private final Reply.Brought brought;
  private final RandomAccessFile file;

  private Spool(Reply.Brought brought, RandomAccessFile file) {
    this.brought = brought;
    this.file = file;
  }

  /**
   * Opens it.
   *
   * @param rows that all parcels together have to hold
   * @throws MlboxException BROKEN when a row is missing or is there twice
   */
  static Spool open(Reply.Brought brought, long rows) {
    long next = 0;
    for (Reply.Spot spot : brought.spots()) {
      if (spot.firstRow() != next) {
        throw incomplete(next, spot.firstRow());
      }
      next += spot.rows();
    }
    if (next != rows) {
      throw incomplete(next, rows);
    }
    try {
      return new Spool(brought, new RandomAccessFile(brought.file(), "r"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MlboxException incomplete(long next, long found) {
    return MlboxException.broken(
        Problem.of("Spark answered for row %,d where row %,d comes next".formatted(found, next))
            .expected("every row once")
            .remedy("were the files written anew meanwhile? Then run it again"),
        null);
  }

  /** In the order of the rows, each read when it is its turn. */
  Stream<Parcel> parcels() {
    return brought.spots().stream().map(this::parcel);
  }

  private Parcel parcel(Reply.Spot spot) {
    byte[] bytes = new byte[spot.length()];
    try {
      file.seek(spot.offset());
      file.readFully(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Parcel.unpacked(bytes);
  }

  @Override
  public void close() {
    try {
      file.close();
      Files.deleteIfExists(Path.of(brought.file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
