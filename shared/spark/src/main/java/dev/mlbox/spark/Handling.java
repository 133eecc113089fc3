package dev.mlbox.spark;

import java.io.Serializable;

/** What an executor makes of some rows. */
interface Handling extends Serializable {

  /**
   * Makes a parcel, or says why there is none.
   *
   * @param batch rows that follow each other
   * @param file that they are in
   * @param rowInFile of the first one, from 0
   */
  Packed of(RowBatch batch, String file, long rowInFile);
}
