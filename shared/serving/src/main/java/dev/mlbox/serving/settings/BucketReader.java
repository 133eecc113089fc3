package dev.mlbox.serving.settings;

import dev.mlbox.core.problem.Problem;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code MLBOX_SAMPLES_BUCKET} and the variables that all tools of S3 read. */
final class BucketReader {
  private static final Pattern LOCATION =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]+)(/[\\w./-]*)?");

  private final Map<String, String> environment;
  private final List<Problem> problems;

  BucketReader(Map<String, String> environment, List<Problem> problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /** Null when none is set, or it is wrong, which the problems then say. */
  @Nullable Bucket read() {
    String text = first("MLBOX_SAMPLES_BUCKET");
    if (text == null) {
      return null;
    }
    Matcher location = LOCATION.matcher(text);
    String key = first("AWS_ACCESS_KEY_ID");
    String secret = first("AWS_SECRET_ACCESS_KEY");
    if (!location.matches()) {
      problems.add(
          Problem.of("MLBOX_SAMPLES_BUCKET is " + text)
              .at("environment")
              .expected("s3://BUCKET/FOLDER"));
      return null;
    }
    if (key == null || secret == null) {
      problems.add(
          Problem.of("MLBOX_SAMPLES_BUCKET is set, and nobody to write to it")
              .at("environment")
              .expected("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"));
      return null;
    }
    String region =
        Objects.requireNonNullElse(first("AWS_REGION", "AWS_DEFAULT_REGION"), "us-east-1");
    String bucket = location.group(1);
    String folder = Objects.requireNonNullElse(location.group(2), "").replaceAll("^/+|/+$", "");
    String endpoint = first("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");
    String base =
        endpoint == null
            ? "https://%s.s3.%s.amazonaws.com/".formatted(bucket, region)
            : endpoint.replaceAll("/+$", "") + "/" + bucket + "/";
    return new Bucket(
        URI.create(base + (folder.isEmpty() ? "" : folder + "/")),
        region,
        new Bucket.Credentials(key, secret, first("AWS_SESSION_TOKEN")));
  }

  private @Nullable String first(String... names) {
    return Stream.of(names)
        .map(environment::get)
        .filter(value -> value != null && !value.isBlank())
        .findFirst()
        .orElse(null);
  }
}
