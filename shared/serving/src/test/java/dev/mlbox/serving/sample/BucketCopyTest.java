package dev.mlbox.serving.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.serving.settings.Bucket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BucketCopyTest {

  /** The keys are those of Amazon's documentation; the signature was made by botocore 1.44.8. */
  @Test
  void signsAsAmazonsOwnLibraryDoes() {
    Bucket bucket =
        new Bucket(
            URI.create("https://samples.s3.eu-west-1.amazonaws.com/flights/"),
            "eu-west-1",
            new Bucket.Credentials(
                "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "session"));
    Map<String, String> headers =
        new BucketCopy(bucket)
            .headers(
                bucket.address().resolve("20261128T120000Z-a1-1.jsonl.gz"),
                "rows".getBytes(StandardCharsets.UTF_8),
                Instant.parse("2026-11-28T12:00:00Z"));
    assertThat(headers.get("authorization"))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261128/eu-west-1/s3/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature=a2a92c384b4ceeb9f52b46c70d5c6d6cf506d64d0c9ddce8a933c02725f5dd55");
  }

  @Test
  void noSecretIsInItsWords() {
    assertThat(new Bucket.Credentials("AKID", "very-secret", "token").toString())
        .isEqualTo("Credentials[AKID]");
  }
}
