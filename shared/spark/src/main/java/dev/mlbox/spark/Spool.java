package dev.mlbox.spark;

import dev.mlbox.runtime.remote.Reply;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A file that parcels are written to as they come, so that memory holds one partition's at most.
 */
final class Spool implements AutoCloseable {
  private final Path file;
  private final OutputStream out;
  private final List<Reply.Spot> spots = new ArrayList<>();
  private long written;
  private long rows;

  Spool(Path file) throws IOException {
    this.file = file;
    this.out = new BufferedOutputStream(Files.newOutputStream(file));
  }

  /** Takes a parcel; returns how many rows there are now. */
  synchronized long add(Packed packed) {
    try {
      out.write(packed.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int length = packed.bytes().length;
    spots.add(new Reply.Spot(packed.firstRow(), packed.rows(), written, length));
    written += length;
    rows += packed.rows();
    return rows;
  }

  /** What is in there, in the order of the rows. */
  Reply.Brought brought() throws IOException {
    out.close();
    spots.sort(Comparator.comparingLong(Reply.Spot::firstRow));
    return new Reply.Brought(file.toString(), spots);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
