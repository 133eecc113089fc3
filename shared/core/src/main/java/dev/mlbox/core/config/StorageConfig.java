package dev.mlbox.core.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What boxes keep of requests, answers and labels.
 *
 * @param size of all that is kept, in Kubernetes' notation; the oldest goes first
 * @param bytes the same
 * @param keep how long
 * @param rate requests a second that a box keeps at most
 * @param redact columns that are never kept
 * @param bucket {@code s3://BUCKET/FOLDER} that all is copied to and read from; null for none
 * @param volume in a cluster; of no use beside a bucket
 * @param place where it was set
 */
public record StorageConfig(
    String size,
    long bytes,
    Duration keep,
    int rate,
    List<String> redact,
    @Nullable Stated bucket,
    Volume volume,
    String place) {

  public StorageConfig {
    redact = List.copyOf(redact);
  }

  /**
   * What a box is told of it, as variables of its environment.
   *
   * @param share of the size that files may take
   */
  public Map<String, String> limits(double share) {
    Map<String, String> limits = new TreeMap<>();
    limits.put("MLBOX_SAMPLES_RATE", Integer.toString(rate));
    limits.put("MLBOX_SAMPLES_SIZE", Long.toString((long) (share * bytes)));
    limits.put("MLBOX_SAMPLES_AGE", keep.toSeconds() + "s");
    if (!redact.isEmpty()) {
      limits.put("MLBOX_SAMPLES_REDACT", String.join("\n", redact));
    }
    if (bucket != null) {
      limits.put("MLBOX_SAMPLES_BUCKET", bucket.text());
    }
    return limits;
  }

  /**
   * A volume in a cluster.
   *
   * @param claim the PersistentVolumeClaim that there is; null for one that mlbox makes
   * @param storageClass null for the cluster's own choice
   * @param access such as {@code ReadWriteMany}
   * @param secret with the variables of whoever writes to a bucket; null for none
   */
  public record Volume(
      @Nullable String claim,
      @Nullable String storageClass,
      String access,
      @Nullable String secret) {}
}
