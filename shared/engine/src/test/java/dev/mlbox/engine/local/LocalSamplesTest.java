package dev.mlbox.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.robothy.s3.rest.LocalS3;
import com.robothy.s3.rest.bootstrap.LocalS3Mode;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.git.S3Bucket;
import dev.mlbox.engine.live.LiveData;
import dev.mlbox.engine.live.LiveWindow;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real box keeps is found in its folder, and in a bucket, and becomes rows. */
class LocalSamplesTest {
  private static final Stated HOUR = new Stated("live:1h", "mlbox.yaml:7");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> amazon = new HashMap<>();
  private final LocalS3 server;
  private final LocalHarness local;

  @TempDir Path folder;

  LocalSamplesTest(@TempDir Path root) {
    int port = Ports.of(root + "/bucket", 0);
    server = LocalS3.builder().port(port).mode(LocalS3Mode.IN_MEMORY).build();
    amazon.put("AWS_ACCESS_KEY_ID", "local");
    amazon.put("AWS_SECRET_ACCESS_KEY", "very-secret");
    amazon.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + port);
    Map<String, String> settings = new HashMap<>(amazon);
    settings.put("MLBOX_SAMPLES_RATE", "100");
    settings.put("MLBOX_SAMPLES_REDACT", "name");
    settings.put("MLBOX_SAMPLES_BUCKET", "s3://samples/tiny");
    local = new LocalHarness(root, Ports.of(root.toString(), 0), settings);
  }

  @BeforeEach
  void aBucket() throws Exception {
    server.start();
    send(
        HttpRequest.newBuilder(URI.create(amazon.get("AWS_ENDPOINT_URL_S3") + "/samples"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  @AfterEach
  void close() {
    local.close();
    server.shutdown();
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String address, String path, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create("http://" + address + path))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for a minute in vain").isLessThan(until);
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Test
  void aLabelledRequestBecomesARow() throws Exception {
    Release release = local.v1();
    String address = local.target.target().workloads().start(release).address();
    local.awaitReady(release);
    String row =
        "{\"color\":\"red\",\"size\":\"M\",\"weight\":100.05,\"visits\":23,\"name\":\"Ada\"}";
    HttpResponse<String> answer = post(address, "/predict", row);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    String id = answer.headers().firstValue("mlbox-id").orElseThrow();
    post(address, "/feedback", "{\"id\":\"%s\",\"label\":1}".formatted(id));
    try (S3Bucket bucket = S3Bucket.open(new Stated("s3://samples/tiny", ""), amazon)) {
      await(() -> bucket.sizes("").values().stream().anyMatch(bytes -> bytes > 60));
      assertThat(bucket.sizes("").keySet())
          .containsExactly(local.target.samples().list().get(0).name());
    }
    local.target.stop();
    Path rows =
        new LiveData(local.target.samples(), folder, note -> {})
            .rows(LiveWindow.of(HOUR).orElseThrow(), "bought", Instant.now());
    try (DataSource data = DataSource.of(HOUR, rows)) {
      assertThat(data.columns().keySet())
          .containsExactly("color", "size", "weight", "visits", "bought");
      assertThat(data.rows()).isEqualTo(1);
    }
  }
}
