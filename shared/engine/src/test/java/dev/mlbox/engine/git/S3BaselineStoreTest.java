package dev.mlbox.engine.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.robothy.s3.rest.LocalS3;
import com.robothy.s3.rest.bootstrap.LocalS3Mode;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.port.BaselineRecord;
import dev.mlbox.core.port.BaselineStore;
import dev.mlbox.core.port.Looks;
import dev.mlbox.core.problem.MlboxException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Against a server that speaks S3's protocol. */
class S3BaselineStoreTest extends BaselineStoreContract {
  private static final Map<String, String> ENVIRONMENT = new HashMap<>();
  private static LocalS3 server;
  private String location = "";

  @BeforeAll
  static void aServer() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    server = LocalS3.builder().port(port).mode(LocalS3Mode.IN_MEMORY).build();
    server.start();
    ENVIRONMENT.put("AWS_ACCESS_KEY_ID", "local");
    ENVIRONMENT.put("AWS_SECRET_ACCESS_KEY", "very-secret");
    ENVIRONMENT.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + port);
    HttpRequest made =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/baselines"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    HttpClient.newHttpClient().send(made, HttpResponse.BodyHandlers.discarding());
  }

  @AfterAll
  static void noServer() {
    server.shutdown();
  }

  @BeforeEach
  void aFolderOfItsOwn() {
    location = "s3://baselines/team/" + UUID.randomUUID();
  }

  @Override
  BaselineStore open() {
    return new S3BaselineStore(bucket(), listener);
  }

  private S3Bucket bucket() {
    return S3Bucket.open(new Stated(location, "mlbox.yaml:9"), ENVIRONMENT);
  }

  private String key(BaselineRecord record) {
    String name = "~" + RecordMeta.name(record.about()) + "~";
    return bucket().list("tiny/").stream()
        .filter(key -> key.contains(name))
        .findFirst()
        .orElseThrow();
  }

  @Override
  void damage(BaselineRecord record, String file, String text) {
    String key = key(record);
    Map<String, byte[]> files =
        S3BaselineStore.unzip(bucket().get(key).orElseThrow(), place(record));
    files.put(file, text.getBytes(StandardCharsets.UTF_8));
    bucket().put(key, S3BaselineStore.zip(files));
  }

  @Override
  String place(BaselineRecord record) {
    return location + "/" + key(record);
  }

  @Test
  void whatIsNoRecordIsPassedOver() throws Exception {
    open().save(Records.of("v1", 1));
    bucket().put("tiny/notes.txt", new byte[] {1});

    assertThat(versions()).containsExactly("v1");
    assertThat(listener.warnings).isEmpty();
  }

  @Test
  void bytesThatAreNoArchiveAreNamedAndSkipped() throws Exception {
    open().save(Records.of("v1", 1));
    open().save(Records.of("v2", 2));
    String key = key(Records.of("v2", 2));
    bucket().put(key, new byte[] {1, 2, 3});

    assertThat(versions()).containsExactly("v1");
    assertThat(listener.warnings).hasSize(1);
    assertThat(listener.warnings.get(0))
        .startsWith("a baseline is damaged and skipped: a damaged record: ")
        .endsWith("(" + location + "/" + key + ")");
  }

  @Test
  void looksOfSeveralWritersAddUp() throws Exception {
    Looks looks = new S3Looks(bucket());
    inParallel(
        2,
        3,
        (writer, i) ->
            new S3Looks(bucket()).look("tiny", Records.DATA, Digest.of(writer + "-" + i)));

    // S3 tells seconds: which of those within one is the first, their names decide.
    assertThat(looks.look("tiny", Records.DATA, Digest.of("0-0"))).isBetween(1, 6);
    assertThat(bucket().list(".looks/tiny/")).hasSize(6);
    assertThat(looks.look("tiny", Digest.of("other"), Digest.of("0-0"))).isEqualTo(1);
  }

  @Test
  void credentialsThatAreMissingAreSaidInOneLine() {
    SdkClientException missing =
        SdkClientException.create(
            "Unable to load credentials from any of the providers in the chain"
                + " AwsCredentialsProviderChain(credentialsProviders=[SystemProperty…])");

    assertThat(S3Bucket.words(missing))
        .isEqualTo(
            "there are no credentials, neither in the environment nor in a profile, and the machine has none");
  }

  @Test
  void aBucketThatIsNotThereIsNamedWithoutSecrets() {
    location = "s3://nobodys/team";

    assertThatThrownBy(() -> open().latest("tiny"))
        .isInstanceOf(MlboxException.class)
        .hasMessageStartingWith("baselines in s3://nobodys/team cannot be listed: ")
        .hasMessageContaining("(mlbox.yaml:9)")
        .hasMessageNotContaining("very-secret");
  }
}
