package dev.mlbox.serving.sample;

import dev.mlbox.serving.settings.Bucket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Puts whole files into a bucket. Signed as Amazon's "Signature Version 4" for S3 describes: a box
 * needs one request of the protocol, for which its libraries are twenty times the box.
 */
final class BucketCopy implements Outbox.Destination {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String SERVICE = "s3";
  private static final String TERMINATOR = "aws4_request";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Bucket bucket;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  BucketCopy(Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public void put(Path file) throws IOException {
    byte[] body = Files.readAllBytes(file);
    URI address = bucket.address().resolve(file.getFileName().toString());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(LIMIT)
            .PUT(HttpRequest.BodyPublishers.ofByteArray(body));
    headers(address, body, Instant.now())
        .forEach(
            (name, value) -> {
              if (!name.equals("host")) {
                request.header(name, value);
              }
            });
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IOException(
            "%s answers %d: %s"
                .formatted(address.getHost(), answer.statusCode(), shortened(answer.body())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  /** All headers, the signature among them. */
  Map<String, String> headers(URI address, byte[] body, Instant now) {
    String time = TIME.format(now);
    String day = time.substring(0, 8);
    String hash = hex(sha256(body));
    SortedMap<String, String> signed = new TreeMap<>();
    signed.put("host", address.getRawAuthority());
    signed.put("x-amz-content-sha256", hash);
    signed.put("x-amz-date", time);
    String token = bucket.credentials().token();
    if (token != null) {
      signed.put("x-amz-security-token", token);
    }
    String names = String.join(";", signed.keySet());
    String canonical =
        "PUT\n%s\n\n%s\n\n%s\n%s"
            .formatted(
                address.getRawPath(),
                signed.entrySet().stream()
                    .map(header -> header.getKey() + ":" + header.getValue())
                    .collect(Collectors.joining("\n")),
                names,
                hash);
    List<String> parts = List.of(day, bucket.region(), SERVICE, TERMINATOR);
    String scope = String.join("/", parts);
    String toSign =
        "AWS4-HMAC-SHA256\n%s\n%s\n%s".formatted(time, scope, hex(sha256(bytes(canonical))));
    byte[] key = bytes("AWS4" + bucket.credentials().secret());
    for (String part : parts) {
      key = hmac(key, part);
    }
    Map<String, String> headers = new TreeMap<>(signed);
    headers.put(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(bucket.credentials().key(), scope, names, hex(hmac(key, toSign))));
    return headers;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
