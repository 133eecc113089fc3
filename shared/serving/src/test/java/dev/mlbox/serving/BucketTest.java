package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.robothy.s3.rest.LocalS3;
import com.robothy.s3.rest.bootstrap.LocalS3Mode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A box copies its samples into a bucket of a server that speaks S3's protocol. */
class BucketTest {
  private static final Pattern KEY = Pattern.compile("<Key>(flights/[^<]+)</Key>");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Caller caller = new Caller();
  private final Path folder;
  private final Boxes boxes;
  private final int port;
  private final LocalS3 server;

  BucketTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    boxes = new Boxes(folder.resolve("boxes"));
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    server = LocalS3.builder().port(port).mode(LocalS3Mode.IN_MEMORY).build();
  }

  @BeforeEach
  void aBucket() throws Exception {
    server.start();
    HttpRequest made =
        HttpRequest.newBuilder(at("/samples")).PUT(HttpRequest.BodyPublishers.noBody()).build();
    client.send(made, HttpResponse.BodyHandlers.discarding());
  }

  @AfterEach
  void stopAll() {
    boxes.close();
    server.shutdown();
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private String list() {
    try {
      return client
          .send(
              HttpRequest.newBuilder(at("/samples?list-type=2&prefix=flights/")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aSampleIsInTheBucketASecondLater() throws Exception {
    RunningBox box =
        boxes.box(
            "v1",
            FakePredictor.fast(),
            "MLBOX_SAMPLES=" + folder.resolve("kept"),
            "MLBOX_SAMPLES_BUCKET=s3://samples/flights",
            "AWS_ENDPOINT_URL_S3=http://127.0.0.1:" + port,
            "AWS_ACCESS_KEY_ID=local",
            "AWS_SECRET_ACCESS_KEY=very-secret");
    caller.predict(box);
    Boxes.await(() -> KEY.matcher(list()).find());
    boxes.close();
    Matcher key = KEY.matcher(list());
    assertThat(key.find()).isTrue();
    HttpResponse<java.io.InputStream> object =
        client.send(
            HttpRequest.newBuilder(at("/samples/" + key.group(1))).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    assertThat(
            new String(new GZIPInputStream(object.body()).readAllBytes(), StandardCharsets.UTF_8))
        .contains("\"in\":{\"x\":21}", "\"out\":42.0");
  }
}
