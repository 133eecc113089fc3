package dev.mlbox.engine.git;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A folder in a bucket of S3, or of what speaks its protocol. Keys and secrets come from the
 * variables that all such tools read, or from a profile, and are never told.
 */
public final class S3Bucket implements AutoCloseable {
  private static final String SCHEME = "s3://";

  private final Stated location;
  private final String bucket;
  private final String prefix;
  private final S3Client client;

  private S3Bucket(Stated location, String bucket, String prefix, S3Client client) {
    this.location = location;
    this.bucket = bucket;
    this.prefix = prefix;
    this.client = client;
  }

  /**
   * Opens one; nothing is asked of it yet.
   *
   * @param location {@code s3://BUCKET/PREFIX}
   * @param environment {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY}, {@code
   *     AWS_SESSION_TOKEN}, {@code AWS_REGION} and {@code AWS_ENDPOINT_URL_S3} are read
   */
  public static S3Bucket open(Stated location, Map<String, String> environment) {
    String path = location.text().substring(SCHEME.length());
    int slash = path.indexOf('/');
    String bucket = slash < 0 ? path : path.substring(0, slash);
    String prefix = slash < 0 ? "" : path.substring(slash + 1).replaceAll("/+$", "");
    String region = first(environment, "AWS_REGION", "AWS_DEFAULT_REGION").orElse("us-east-1");
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .region(Region.of(region))
            .credentialsProvider(credentials(environment))
            // Others that speak the protocol know no checksums at the end of a body.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    first(environment, "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
        .ifPresent(url -> builder.endpointOverride(URI.create(url)).forcePathStyle(true));
    return new S3Bucket(location, bucket, prefix.isEmpty() ? "" : prefix + "/", builder.build());
  }

  private static AwsCredentialsProvider credentials(Map<String, String> environment) {
    String key = environment.get("AWS_ACCESS_KEY_ID");
    String secret = environment.get("AWS_SECRET_ACCESS_KEY");
    String token = environment.get("AWS_SESSION_TOKEN");
    if (key == null || secret == null) {
      return DefaultCredentialsProvider.builder().build();
    }
    return StaticCredentialsProvider.create(
        token == null
            ? AwsBasicCredentials.create(key, secret)
            : AwsSessionCredentials.create(key, secret, token));
  }

  private static Optional<String> first(Map<String, String> environment, String... names) {
    return List.of(names).stream()
        .map(environment::get)
        .filter(value -> value != null && !value.isEmpty())
        .findFirst();
  }

  /** The names below a folder, in the order of their letters. */
  List<String> list(String folder) {
    String below = prefix + folder;
    return doing(
        "listed",
        () ->
            client
                .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(below))
                .contents()
                .stream()
                .map(S3Object::key)
                .map(key -> key.substring(prefix.length()))
                .sorted()
                .toList());
  }

  /** The sizes in bytes of all below a folder, by name. */
  public SortedMap<String, Long> sizes(String folder) {
    String below = prefix + folder;
    return doing(
        "listed",
        () -> {
          SortedMap<String, Long> sizes = new TreeMap<>();
          client
              .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(below))
              .contents()
              .forEach(object -> sizes.put(object.key().substring(prefix.length()), object.size()));
          return sizes;
        });
  }

  /** When all below a folder were last written, by name. */
  Map<String, Instant> times(String folder) {
    String below = prefix + folder;
    return doing(
        "listed",
        () -> {
          Map<String, Instant> times = new TreeMap<>();
          client
              .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(below))
              .contents()
              .forEach(
                  object ->
                      times.put(object.key().substring(prefix.length()), object.lastModified()));
          return times;
        });
  }

  /** Empty when there is none. */
  public Optional<byte[]> get(String name) {
    return doing(
        "read",
        () -> {
          try {
            ResponseBytes<GetObjectResponse> bytes =
                client.getObjectAsBytes(request -> request.bucket(bucket).key(prefix + name));
            return Optional.of(bytes.asByteArray());
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  /** Whole or not at all. */
  void put(String name, byte[] bytes) {
    doing(
        "written",
        () ->
            client.putObject(
                request -> request.bucket(bucket).key(prefix + name),
                RequestBody.fromBytes(bytes)));
  }

  void delete(String name) {
    doing(
        "removed", () -> client.deleteObject(request -> request.bucket(bucket).key(prefix + name)));
  }

  String place(String name) {
    return SCHEME + bucket + "/" + prefix + name;
  }

  private <T> T doing(String what, Supplier<T> work) {
    try {
      return work.get();
    } catch (SdkException e) {
      throw MlboxException.broken(
          Problem.of("baselines in %s cannot be %s: %s".formatted(location.text(), what, words(e)))
              .at(location.place())
              .remedy(
                  "see AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and, for other servers,"
                      + " AWS_ENDPOINT_URL_S3"),
          e);
    }
  }

  /** Without the numbers of the request, and the names of all classes that found no credentials. */
  static String words(SdkException e) {
    if (String.valueOf(e.getMessage()).startsWith("Unable to load credentials")) {
      return "there are no credentials, neither in the environment nor in a profile, and the machine has none";
    }
    return String.valueOf(e.getMessage()).replaceAll("\\s*\\(Service: .*", "").strip();
  }

  @Override
  public void close() {
    client.close();
  }
}
