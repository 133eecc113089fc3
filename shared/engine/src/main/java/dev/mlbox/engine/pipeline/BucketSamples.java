package dev.mlbox.engine.pipeline;

import dev.mlbox.core.config.Stated;
import dev.mlbox.engine.git.S3Bucket;
import dev.mlbox.engine.live.KeptSamples;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Samples in a bucket that boxes copy them to. */
record BucketSamples(S3Bucket bucket, String place) implements KeptSamples, AutoCloseable {

  static BucketSamples open(Stated location, Map<String, String> environment) {
    return new BucketSamples(S3Bucket.open(location, environment), location.text());
  }

  @Override
  public List<Kept> list() {
    return bucket.sizes("").entrySet().stream()
        .map(each -> new Kept(each.getKey(), each.getValue()))
        .toList();
  }

  @Override
  public InputStream open(String name) throws IOException {
    return new ByteArrayInputStream(
        bucket.get(name).orElseThrow(() -> new FileNotFoundException(name + " is gone")));
  }

  @Override
  public void close() {
    bucket.close();
  }
}
