package dev.mlbox.engine.git;

import dev.mlbox.core.model.Digest;
import dev.mlbox.core.port.Looks;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Looks in a bucket: one empty object for each, so that writers at the same time add up. */
public final class S3Looks implements Looks {
  private static final String FOLDER = ".looks/";

  private final S3Bucket bucket;

  public S3Looks(S3Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public int look(String model, Digest data, Digest candidate) {
    String folder = FOLDER + model + "/";
    String name = LookName.of(data, candidate);
    Map<String, Instant> times = times(folder);
    if (!times.containsKey(name)) {
      bucket.put(folder + name, new byte[0]);
      times = times(folder);
    }
    return LookName.place(name, data, times);
  }

  private Map<String, Instant> times(String folder) {
    Map<String, Instant> times = new HashMap<>();
    bucket.times(folder).forEach((key, at) -> times.put(key.substring(folder.length()), at));
    return times;
  }
}
