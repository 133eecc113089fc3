package dev.mlbox.engine.pilot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.mlbox.core.config.ConfigReader;
import dev.mlbox.core.config.MlboxConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.event.Listener;
import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.engine.config.YamlSettings;
import dev.mlbox.engine.json.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PilotNoticesTest {
  private static final MlboxConfig CONFIG =
      ConfigReader.read(
          YamlSettings.parse(
              """
              model: flights
              load: model.onnx
              evaluate: {data: test.csv, target: late}
              deploy: {to: kubernetes, image: registry.example.com/flights, pilot: cluster, promote: manual}
              notify: [{hook: TEAM_HOOK, secret: hooks}]
              """,
              "mlbox.yaml"),
          Path.of("."));
  private static final Event WAITS =
      new Event.Looked(
          new RolloutState.Awaiting(3, Instant.EPOCH, Instant.EPOCH, ""),
          new Weight(0.5),
          new Assessment(List.of(), false),
          2);

  @Test
  void aPilotTellsThatAPersonIsWaitedForOnce() throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    HttpServer hook =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext(
        "/",
        exchange -> {
          try (exchange) {
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    hook.start();
    try {
      String address = "http://127.0.0.1:%d/".formatted(hook.getAddress().getPort());
      Listener listener =
          new PilotNotices(CONFIG, "context prod, namespace ml", "v2", "pod-1")
              .alsoAwaiting(Listener.none(), Map.of("TEAM_HOOK", address), note -> {});
      listener.on(WAITS);
      listener.on(WAITS);

      var notice = Json.mapper().readTree(told.poll(30, TimeUnit.SECONDS));
      assertThat(notice.path("outcome").asText()).isEqualTo("awaiting");
      assertThat(notice.path("version").asText()).isEqualTo("v2");
      assertThat(notice.path("text").asText())
          .isEqualTo("a canary with 50% of the requests waits for `mlbox promote`");
      assertThat(told).isEmpty();
    } finally {
      hook.stop(0);
    }
  }
}
