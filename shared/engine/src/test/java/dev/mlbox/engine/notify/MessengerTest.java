package dev.mlbox.engine.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.mlbox.core.config.NotifyConfig;
import dev.mlbox.engine.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MessengerTest {
  private static final Notice REVERTED =
      new Notice(
          "flights",
          "kubernetes, namespace ml",
          "reverted",
          "v2",
          "v2 was reverted, v1 serves everything: errors 9 % & <more>",
          "deploy by ana",
          Instant.parse("2026-11-24T10:00:00Z"),
          List.of(new Notice.Link("build", "https://ci.example/7")));

  private final List<String> notes = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final Deque<Integer> answers = new ArrayDeque<>();
  private HttpServer receiver;

  @BeforeEach
  void aReceiver() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/secret",
        exchange -> {
          try (exchange) {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(answers.isEmpty() ? 200 : answers.pop(), -1);
          }
        });
    receiver.start();
  }

  @AfterEach
  void stop() throws IOException {
    receiver.stop(0);
    for (Socket each : open) {
      each.close();
    }
  }

  private String address() {
    return "http://127.0.0.1:%d/secret".formatted(receiver.getAddress().getPort());
  }

  /** A head, and two of the ten bytes that it promises; the connection stays open. */
  private void answerHalf(ServerSocket server) {
    try {
      while (true) {
        Socket client = server.accept();
        open.add(client);
        client
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nok".getBytes(UTF_8));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void tell(NotifyConfig.Shape shape, Set<String> on, String address) {
    new Messenger(
            List.of(new NotifyConfig.Hook("HOOK", shape, on, null)),
            Map.of("HOOK", address),
            notes::add,
            Duration.ZERO)
        .tell(REVERTED);
  }

  private void tell(NotifyConfig.Shape shape) {
    tell(shape, Set.of("reverted"), address());
  }

  private JsonNode only() throws IOException {
    assertThat(bodies).hasSize(1);
    return Json.mapper().readTree(bodies.get(0));
  }

  /** Shown on the page of Kubernetes. */
  @Test
  void tellsMachines() throws IOException {
    tell(NotifyConfig.Shape.JSON);
    assertThat(only())
        .isEqualTo(
            Json.mapper()
                .readTree(
                    """
                    {
                      "model": "flights",
                      "place": "kubernetes, namespace ml",
                      "outcome": "reverted",
                      "version": "v2",
                      "text": "v2 was reverted, v1 serves everything: errors 9 % & <more>",
                      "by": "deploy by ana",
                      "at": "2026-11-24T10:00:00Z",
                      "links": [{"name": "build", "url": "https://ci.example/7"}]
                    }
                    """));
    assertThat(notes).isEmpty();
  }

  @Test
  void tellsSlackWithItsThreeCharactersEscaped() throws IOException {
    tell(NotifyConfig.Shape.SLACK);
    assertThat(only().path("text").asText()).isEqualTo("❌ flights: reverted");
    assertThat(only().path("blocks").path(0).path("text").path("text").asText())
        .isEqualTo(
            "❌ *flights: reverted*\nv2 was reverted, v1 serves everything: errors 9 % &amp; &lt;more&gt;");
    assertThat(only().path("blocks").path(1).path("elements").path(0).path("text").asText())
        .isEqualTo("kubernetes, namespace ml, deploy by ana  <https://ci.example/7|build>");
  }

  @Test
  void tellsTeamsWithACard() throws IOException {
    tell(NotifyConfig.Shape.TEAMS);
    JsonNode card = only().path("attachments").path(0).path("content");
    assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
    assertThat(card.path("body").path(1).path("text").asText()).isEqualTo(REVERTED.text());
    assertThat(card.path("actions").path(0).path("url").asText()).isEqualTo("https://ci.example/7");
  }

  @Test
  void triesThreeTimesWhereThatMayHelp() {
    answers.addAll(List.of(503, 429));
    tell(NotifyConfig.Shape.JSON);
    assertThat(bodies).hasSize(3);
    assertThat(notes).isEmpty();

    answers.addAll(List.of(500, 500, 500));
    tell(NotifyConfig.Shape.JSON);
    assertThat(notes).containsExactly("HOOK was not told: it answered 500, 3 times");
  }

  @Test
  void doesNotTryAgainWhatIsRefused() {
    answers.add(404);
    tell(NotifyConfig.Shape.JSON);
    assertThat(bodies).hasSize(1);
    assertThat(notes).containsExactly("HOOK was not told: it answered 404");
  }

  @Test
  void neverSaysTheAddress() {
    String gone = address();
    receiver.stop(0);
    tell(NotifyConfig.Shape.JSON, Set.of("reverted"), gone);
    tell(NotifyConfig.Shape.JSON, Set.of("reverted"), "no address with secret in it");
    tell(NotifyConfig.Shape.JSON, Set.of("reverted"), "");
    assertThat(notes)
        .containsExactly(
            "HOOK was not told: it did not answer, 3 times",
            "HOOK holds no http or https address; nobody was told",
            "HOOK is not set; nobody was told");
  }

  @Test
  void tellsOnlyWhatIsWanted() {
    tell(NotifyConfig.Shape.JSON, Set.of("succeeded"), address());
    assertThat(bodies).isEmpty();
  }

  @Test
  void doesNotWaitForTheEndOfAnAnswerThatNeverComes() throws IOException {
    try (ServerSocket half = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> answerHalf(half));
      thread.setDaemon(true);
      thread.start();
      new Messenger(
              List.of(
                  new NotifyConfig.Hook("HOOK", NotifyConfig.Shape.JSON, Set.of("reverted"), null)),
              Map.of("HOOK", "http://127.0.0.1:%d/secret".formatted(half.getLocalPort())),
              notes::add,
              Duration.ZERO,
              Duration.ofMillis(300))
          .tell(REVERTED);
    }
    assertThat(notes).containsExactly("HOOK was not told: it did not answer, 3 times");
  }
}
