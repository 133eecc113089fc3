package dev.mlbox.serving;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.judge.ArmCounts;
import dev.mlbox.core.judge.Tally;
import dev.mlbox.serving.json.BoxJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A client of boxes. */
final class Caller {
  static final String ROW = "{\"x\": 21}";
  static final String ANSWER = "{\"predictions\":[42.0]}";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What came back. */
  record Heard(int status, String version, String body, HttpResponse<String> response) {
    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
      try {
        return BoxJson.mapper().readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Heard predict(RunningBox box) {
    return predict(box, ROW);
  }

  Heard predict(RunningBox box, String body, String... headers) {
    return post(box.port(), "/predict", body, headers);
  }

  CompletableFuture<Heard> predictLater(RunningBox box) {
    return client
        .sendAsync(
            request(box.port(), "/predict")
                .POST(HttpRequest.BodyPublishers.ofString(ROW))
                .header("content-type", "application/json")
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .thenApply(Caller::heard);
  }

  Heard post(int port, String path, String body, String... headers) {
    HttpRequest.Builder request =
        request(port, path).POST(HttpRequest.BodyPublishers.ofString(body));
    if (!List.of(headers).contains("content-type")) {
      request.header("content-type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  Heard get(int port, String path, String... headers) {
    HttpRequest.Builder request = request(port, path).GET();
    return send((headers.length == 0 ? request : request.headers(headers)).build());
  }

  /** The box's counters of one draw; zeros before the first. */
  Tally.Split counts(RunningBox box, String canary, double weight) {
    return tally(box).splits().stream()
        .filter(split -> split.canaryVersion().equals(canary) && split.weight() == weight)
        .findFirst()
        .orElseGet(() -> new Tally.Split(canary, weight, ArmCounts.none(), ArmCounts.none()));
  }

  /** All of the box's counters. */
  Tally tally(RunningBox box) {
    try {
      String counts = get(box.metricsPort(), "/mlbox/counts").body();
      return BoxJson.mapper().readValue(counts, Tally.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30));
  }

  private Heard send(HttpRequest request) {
    try {
      return heard(client.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Heard heard(HttpResponse<String> response) {
    return new Heard(
        response.statusCode(),
        response.headers().firstValue("mlbox-version").orElse(""),
        response.body(),
        response);
  }
}
