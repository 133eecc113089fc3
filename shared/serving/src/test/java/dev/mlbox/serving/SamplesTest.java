package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.serving.json.BoxJson;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What boxes keep of what they were asked, in files that anybody can read. */
class SamplesTest {
  private static final String KEY = "mlbox-samples-key";

  private final Path kept;
  private final Boxes boxes;
  private final Caller caller = new Caller();

  SamplesTest(@TempDir Path folder) {
    kept = folder.resolve("kept");
    boxes = new Boxes(folder.resolve("boxes"));
  }

  @AfterEach
  void stopAll() {
    boxes.close();
  }

  private RunningBox box(String version, String... more) {
    List<String> settings = new ArrayList<>(List.of("MLBOX_SAMPLES=" + kept));
    settings.addAll(List.of(more));
    return boxes.box(version, FakePredictor.fast(), settings.toArray(String[]::new));
  }

  /** All lines that are on the disk now; a file that still grows has no end yet. */
  private List<JsonNode> lines() {
    List<JsonNode> lines = new ArrayList<>();
    if (!Files.isDirectory(kept)) {
      return lines;
    }
    try (Stream<Path> files = Files.list(kept)) {
      for (Path file : files.sorted().toList()) {
        for (String line : text(file).lines().toList()) {
          lines.add(BoxJson.mapper().readTree(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private static String text(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 12];
    try (GZIPInputStream from = new GZIPInputStream(Files.newInputStream(file))) {
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        bytes.write(buffer, 0, read);
      }
    } catch (EOFException e) {
      // As far as it goes.
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aRequestItsAnswerAndItsLabelAreOnTheDiskASecondLater() {
    RunningBox box = box("v1");
    String id =
        caller.predict(box, "{\"rows\":[{\"x\":1},{\"x\":2,\"more\":\"é\"}]}").header("mlbox-id");
    caller.post(box.port(), "/feedback", "{\"id\":\"%s\",\"labels\":[2,5]}".formatted(id));
    Boxes.await(() -> lines().size() == 4);
    List<JsonNode> lines = lines();
    assertThat(lines.get(0).path("in").toString()).isEqualTo("{\"x\":1}");
    assertThat(lines.get(1).path("in").path("more").asText()).isEqualTo("é");
    assertThat(lines.get(1).path("out").asDouble()).isEqualTo(4.0);
    assertThat(lines.get(1).path("v").asText()).isEqualTo("v1");
    assertThat(lines.get(3).path("id")).isEqualTo(lines.get(1).path("id"));
    assertThat(lines.get(3).path("row").asInt()).isEqualTo(1);
    assertThat(lines.get(3).path("label").asInt()).isEqualTo(5);
  }

  @Test
  void aRequestIsKeptOnceWhoeverAnswersIt() {
    RunningBox stable = box("v1");
    RunningBox front = boxes.front();
    Route v1 = Boxes.route("v1", stable);
    boxes.trial(1, v1, Boxes.route("v2", box("v2")));
    caller.predict(front);
    Boxes.await(() -> !lines().isEmpty());
    boxes.close();
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0).path("v").asText()).isEqualTo("v2");
  }

  @Test
  void aRedactedColumnIsNeverWritten() throws IOException {
    RunningBox box = box("v1", "MLBOX_SAMPLES_REDACT=name\nhome town");
    caller.predict(
        box, "{\"x\":1,\"name\":\"Ada\",\"home town\":{\"zip\":\"4711\"},\"y\":\"kept\"}");
    caller.post(
        box.port(),
        "/v2/models/doubler/infer",
        """
        {"inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":[3]},
                   {"name":"name","shape":[1],"datatype":"BYTES","data":["Ada"]}]}
        """);
    Boxes.await(() -> lines().size() == 2);
    assertThat(lines().toString()).contains("kept").doesNotContain("Ada").doesNotContain("4711");
    assertThat(lines().get(1).path("in").toString()).isEqualTo("{\"x\":3}");
  }

  @Test
  void whatIsRefusedIsNotKept() {
    RunningBox box = box("v1");
    caller.predict(box, "{\"x\":\"many\"}");
    caller.predict(box, "nonsense");
    caller.predict(box);
    Boxes.await(() -> !lines().isEmpty());
    boxes.close();
    assertThat(lines()).hasSize(1);
  }

  @Test
  void noMoreThanTheRateIsKept() {
    RunningBox box = box("v1", "MLBOX_SAMPLES_RATE=5");
    for (int i = 0; i < 50; i++) {
      caller.predict(box);
    }
    Boxes.await(() -> !lines().isEmpty());
    boxes.close();
    assertThat(lines().size()).isBetween(5, 40);
  }

  @Test
  void aFolderThatCannotBeWrittenCostsNoAnswer() throws IOException {
    Files.writeString(kept, "a file");
    RunningBox box = box("v1");
    assertThat(caller.predict(box).body()).isEqualTo(Caller.ANSWER);
    Boxes.await(
        () ->
            caller
                .get(box.metricsPort(), "/metrics")
                .body()
                .contains("mlbox_samples_total{outcome=\"lost\"} 1.0"));
  }

  @Test
  void aFileThatAnotherBoxRemovesIsFollowedByANewOne() throws IOException {
    RunningBox box = box("v1");
    caller.predict(box);
    Boxes.await(() -> lines().size() == 1);
    try (Stream<Path> files = Files.list(kept)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Boxes.await(
        () -> {
          caller.predict(box);
          return !lines().isEmpty();
        });
  }

  @Test
  void filesAreGivenToWhoeverKnowsTheKey() {
    RunningBox box = box("v1", "MLBOX_SAMPLES_KEY=secret");
    caller.predict(box);
    Boxes.await(() -> lines().size() == 1);
    int port = box.metricsPort();
    JsonNode files = caller.get(port, "/mlbox/samples", KEY, "secret").json();
    assertThat(files).hasSize(1);
    String path = "/mlbox/samples/" + files.get(0).path("name").asText();
    assertThat(caller.get(port, path, KEY, "secret").status()).isEqualTo(200);
    for (String wrong : List.of(path, "/mlbox/samples", "/mlbox/samples/../lease.json")) {
      assertThat(caller.get(port, wrong).status()).isEqualTo(404);
      assertThat(caller.get(port, wrong, KEY, "Secret").status()).isEqualTo(404);
    }
    assertThat(caller.get(port, "/mlbox/samples/..%2Fboxes%2Flease.json", KEY, "secret").status())
        .isEqualTo(404);
  }

  @Test
  void withoutAKeyNobodyIsGivenAny() {
    RunningBox box = box("v1");
    assertThat(caller.get(box.metricsPort(), "/mlbox/samples", KEY, "").status()).isEqualTo(404);
  }
}
