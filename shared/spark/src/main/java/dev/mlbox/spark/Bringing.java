package dev.mlbox.spark;

import dev.mlbox.runtime.remote.Parcel;
import java.util.List;

/** Sends values as they are, those that are missing as missing. */
record Bringing() implements Handling {

  @Override
  public Packed of(RowBatch batch, String file, long rowInFile) {
    Parcel parcel = new Parcel(batch.rows(), batch.columns(), List.of());
    return new Packed(batch.firstRow(), batch.rows(), parcel.packed(), null);
  }
}
