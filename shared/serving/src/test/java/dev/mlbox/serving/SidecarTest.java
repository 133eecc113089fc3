package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mlbox.core.model.ServerSpec;
import dev.mlbox.runtime.server.ModelServer;
import dev.mlbox.runtime.server.ServerFile;
import dev.mlbox.runtime.server.ServerPredictor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boxes in front of servers that know nothing of them. */
class SidecarTest {
  private static final String ROWS =
      "{\"dataframe_split\": {\"columns\": [\"x\"], \"data\": [[21]]}}";

  @TempDir Path folder;
  private final Caller caller = new Caller();
  private final List<Own> servers = new ArrayList<>();
  private Boxes boxes;

  @BeforeEach
  void start() {
    boxes = new Boxes(folder.resolve("boxes"));
  }

  @AfterEach
  void stop() {
    boxes.close();
    servers.forEach(server -> server.http.stop(0));
  }

  /** A user's own server, which doubles x and speaks MLflow's protocol. */
  private static final class Own {
    final HttpServer http;
    final AtomicInteger predictions = new AtomicInteger();
    volatile int status = 200;
    volatile boolean well = true;
    volatile String garbage = "";
    volatile String encoding = "";

    Own() {
      try {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      http.createContext("/ping", exchange -> send(exchange, well ? 200 : 503, "pong"));
      http.createContext("/invocations", this::predict);
      http.createContext("/version", exchange -> send(exchange, 200, "2.14.1"));
      http.start();
    }

    private void predict(HttpExchange exchange) throws IOException {
      predictions.incrementAndGet();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String x = body.replaceAll("(?s).*\\[\\[(\\d+)]].*", "$1");
      String user = exchange.getRequestHeaders().getFirst("x-user");
      exchange.getResponseHeaders().add("x-model", user == null ? "nobody" : user);
      if (!encoding.isEmpty()) {
        exchange.getResponseHeaders().add("content-encoding", encoding);
      }
      send(
          exchange,
          status,
          garbage.isEmpty()
              ? "{\"predictions\": [%d]}".formatted(2 * Integer.parseInt(x))
              : garbage);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("content-type", "application/json; charset=odd");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    }

    String address() {
      return "http://127.0.0.1:" + http.getAddress().getPort();
    }
  }

  private Own server() {
    Own server = new Own();
    servers.add(server);
    return server;
  }

  private RunningBox box(String version, Own server) {
    ServerSpec.Speaks speaks = ServerSpec.Speaks.MLFLOW;
    Path place = folder.resolve(version);
    try {
      Files.createDirectories(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ServerFile.write(
        place,
        new ServerSpec(
            speaks, null, List.of(), server.address(), 1, "/ping", "/invocations", null, 10));
    ModelServer opened = ModelServer.open(place, new ModelServer.Opening(null, null, line -> {}));
    return boxes.box(version, new ServerPredictor(opened, List.of()));
  }

  @Test
  void passesOnWhateverTheServerIsAsked() {
    RunningBox box = box("v1", server());

    Caller.Heard predicted = caller.post(box.port(), "/invocations", ROWS, "x-user", "ann");
    assertThat(predicted.status()).isEqualTo(200);
    assertThat(predicted.body()).isEqualTo("{\"predictions\": [42]}");
    assertThat(predicted.version()).isEqualTo("v1");
    assertThat(predicted.header("content-type")).isEqualTo("application/json; charset=odd");
    assertThat(predicted.header("x-model")).isEqualTo("ann");
    assertThat(caller.get(box.port(), "/version").body()).isEqualTo("2.14.1");
    assertThat(caller.get(box.port(), "/nowhere").status()).isEqualTo(404);
  }

  @Test
  void passesOnLongAddressesAndLargeCookies() {
    RunningBox box = box("v1", server());

    assertThat(caller.get(box.port(), "/version?q=" + "a".repeat(5_000)).body())
        .isEqualTo("2.14.1");
    Caller.Heard heard =
        caller.post(box.port(), "/invocations", ROWS, "cookie", "c=" + "b".repeat(20_000));
    assertThat(heard.status()).isEqualTo(200);
  }

  @Test
  void saysWhatIsTooLongAndCountsIt() {
    RunningBox box = box("v1", server());

    Caller.Heard address = caller.get(box.port(), "/version?q=" + "a".repeat(70_000));
    assertThat(address.status()).isEqualTo(414);
    assertThat(address.body()).contains("the address of the request is too long", "65536 bytes");
    Caller.Heard headers =
        caller.post(box.port(), "/invocations", ROWS, "cookie", "c=" + "b".repeat(70_000));
    assertThat(headers.status()).isEqualTo(431);
    assertThat(headers.version()).isEqualTo("v1");
    assertThat(caller.get(box.metricsPort(), "/metrics").body())
        .containsPattern("mlbox_requests_total\\{[^}]*outcome=\"refused\"[^}]*} 2.0");
  }

  @Test
  void asksTheServerWithRowsOfAProbe() {
    RunningBox box = box("v1", server());

    Caller.Heard heard = caller.post(box.metricsPort(), "/mlbox/predict", "{\"rows\":[{\"x\":4}]}");

    assertThat(heard.body()).isEqualTo("{\"predictions\":[8]}");
  }

  @Test
  void splitsPredictionsAndNothingElse() {
    Own canary = server();
    RunningBox stableBox = box("v1", server());
    RunningBox canaryBox = box("v2", canary);
    boxes.trial(1, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));

    assertThat(caller.post(stableBox.port(), "/invocations", ROWS, "x-user", "a").version())
        .isEqualTo("v2");
    assertThat(caller.get(stableBox.port(), "/version").version()).isEqualTo("v1");
    assertThat(caller.counts(stableBox, "v2", 1).canary().requests()).isEqualTo(1);
  }

  @Test
  void coversForACanaryWhoseServerFails() {
    Own canary = server();
    canary.status = 500;
    RunningBox stableBox = box("v1", server());
    RunningBox canaryBox = box("v2", canary);
    boxes.trial(1, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));

    Caller.Heard heard = caller.post(stableBox.port(), "/invocations", ROWS, "x-user", "a");

    assertThat(heard.status()).isEqualTo(200);
    assertThat(heard.version()).isEqualTo("v1");
    assertThat(canary.predictions).hasValue(1);
    assertThat(caller.counts(stableBox, "v2", 1).canary().errors()).isEqualTo(1);
  }

  @Test
  void coversForACanaryThatAnswersWhatNobodyCanRead() {
    Own canary = server();
    canary.garbage = "<html>not what was asked";
    RunningBox stableBox = box("v1", server());
    RunningBox canaryBox = box("v2", canary);
    boxes.trial(1, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));

    Caller.Heard heard = caller.post(stableBox.port(), "/invocations", ROWS, "x-user", "a");

    assertThat(heard.body()).isEqualTo("{\"predictions\": [42]}");
    assertThat(heard.version()).isEqualTo("v1");
    assertThat(caller.counts(stableBox, "v2", 1).canary().errors()).isEqualTo(1);
  }

  @Test
  void countsAnAnswerOfTheStableVersionThatNobodyCanReadAsWell() {
    Own stable = server();
    stable.garbage = "[]";
    RunningBox stableBox = box("v1", stable);
    RunningBox canaryBox = box("v2", server());
    boxes.trial(1e-9, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));

    Caller.Heard heard = caller.post(stableBox.port(), "/invocations", ROWS, "x-user", "a");

    assertThat(heard.status()).isEqualTo(200);
    assertThat(heard.body()).isEqualTo("[]");
    assertThat(caller.counts(stableBox, "v2", 1e-9).stable().errors()).isEqualTo(1);
  }

  @Test
  void saysNothingOfAnswersThatClientsWantInAnotherForm() {
    Own canary = server();
    canary.garbage = "42";
    RunningBox stableBox = box("v1", server());
    RunningBox canaryBox = box("v2", canary);
    boxes.trial(1, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));

    assertThat(caller.post(stableBox.port(), "/invocations", ROWS, "accept", "text/csv").version())
        .isEqualTo("v2");
    canary.encoding = "br";
    assertThat(caller.post(stableBox.port(), "/invocations", ROWS, "x-user", "a").version())
        .isEqualTo("v2");
    assertThat(caller.counts(stableBox, "v2", 1).canary().errors()).isZero();
  }

  @Test
  void coversForACanaryWhoseServerIsGone() {
    Own canary = server();
    RunningBox stableBox = box("v1", server());
    RunningBox canaryBox = box("v2", canary);
    boxes.trial(1, Boxes.route("v1", stableBox), Boxes.route("v2", canaryBox));
    canary.http.stop(0);

    assertThat(caller.post(stableBox.port(), "/invocations", ROWS, "x-user", "a").version())
        .isEqualTo("v1");
    assertThat(caller.post(canaryBox.port(), "/invocations", ROWS, "mlbox-hop", "2").status())
        .isEqualTo(502);
  }

  @Test
  void isNotReadyWhileItsServerIsNot() {
    Own server = server();
    RunningBox box = box("v1", server);
    assertThat(caller.get(box.port(), "/v2/health/ready").status()).isEqualTo(200);

    server.well = false;
    Boxes.await(() -> caller.get(box.port(), "/v2/health/ready").status() == 503);
    server.well = true;
    Boxes.await(() -> caller.get(box.port(), "/v2/health/ready").status() == 200);
  }

  @Test
  void aFrontLetsTheBoxesSayWhatTheyCanBeAsked() {
    RunningBox box = box("v1", server());
    RunningBox front = boxes.front();
    boxes.stable(Boxes.route("v1", box));

    assertThat(caller.get(front.port(), "/version").body()).isEqualTo("2.14.1");
    assertThat(caller.post(front.port(), "/invocations", ROWS, "x-user", "a").version())
        .isEqualTo("v1");
  }
}
