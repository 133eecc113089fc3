package dev.mlbox.spark;

import dev.mlbox.runtime.remote.Reply;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A parcel on its way from an executor.
 *
 * @param firstRow number of its first row among all
 * @param rows how many it holds
 * @param bytes the parcel
 * @param failed why there is none; null when there is
 */
record Packed(long firstRow, int rows, byte[] bytes, Reply.@Nullable Failed failed)
    implements Serializable {

  static Packed failed(Reply.Failed why) {
    return new Packed(0, 0, new byte[0], why);
  }
}
