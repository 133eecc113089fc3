package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.engine.ground.WallClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that answers what an API server would. */
class ClusterConnectionTest {
  private static final String VERSION = "{\"major\":\"1\",\"minor\":\"34\"}";

  @TempDir Path folder;
  private HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private Answer answer = request -> new Said(200, VERSION);

  private interface Answer {
    Said to(int request);
  }

  private record Said(int status, String body) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    Said said =
        exchange.getRequestURI().getPath().equals("/version")
            ? new Said(200, VERSION)
            : answer.to(requests.incrementAndGet());
    byte[] body = said.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(said.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void aServerThatIsGoneIsSaidAtOnce() throws IOException {
    Map<String, String> environment = environment();
    server.stop(0);
    Instant began = Instant.now();

    assertThatThrownBy(() -> Cluster.connect(Deploys.to(null, "ml"), environment))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
        .hasMessageMatching(
            "the API server \\Q%s\\E does not answer: .+ \\(context test, namespace ml\\); expected a Kubernetes API server at that address; check the network and the cluster with `mlbox doctor`"
                .formatted(url()));
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aMissingPermissionIsNamedAsARule() {
    answer =
        request ->
            new Said(
                403,
                status(
                    403,
                    "Forbidden",
                    "configmaps \\\"flights-mlbox\\\" is forbidden: User \\\"ana\\\" cannot get resource \\\"configmaps\\\" in API group \\\"\\\" in the namespace \\\"ml\\\""));

    assertThatThrownBy(this::load)
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID))
        .hasMessage(
            "ana may not get configmaps (context test, namespace ml); expected a Role with the rule {apiGroups: [\"\"], resources: [configmaps], verbs: [get]}; `mlbox doctor` lists all that is needed");
    assertThat(requests).hasValue(1);
  }

  @Test
  void credentialsThatAreNotAcceptedAreSaid() {
    answer = request -> new Said(401, status(401, "Unauthorized", "Unauthorized"));

    assertThatThrownBy(this::load)
        .hasMessage(
            "the API server %s does not accept these credentials (401) (context test, namespace ml); log in to the cluster again, then run `mlbox doctor`"
                .formatted(url()));
  }

  @Test
  void aRefusalIsInTheClustersWords() {
    answer = request -> new Said(422, status(422, "Invalid", "ConfigMap is\\n invalid"));

    assertThatThrownBy(this::load)
        .hasMessage("the cluster refused: ConfigMap is invalid (context test, namespace ml)");
  }

  @Test
  void aServerThatIsBusyIsAskedAgainOnce() throws IOException {
    answer =
        request ->
            request == 1
                ? new Said(503, status(503, "ServiceUnavailable", "starting"))
                : new Said(404, status(404, "NotFound", "configmaps not found"));

    load();

    assertThat(requests).hasValue(2);
  }

  @Test
  void aServerThatStaysBusyIsSaid() {
    answer = request -> new Said(503, status(503, "ServiceUnavailable", "starting"));

    assertThatThrownBy(this::load)
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
        .hasMessage(
            "the API server %s answered 503: starting (context test, namespace ml); run `mlbox doctor`"
                .formatted(url()));
  }

  @Test
  void anInterruptDoesNotKeepFromAsking() throws IOException {
    answer = request -> new Said(404, status(404, "NotFound", "configmaps not found"));

    Thread.currentThread().interrupt();
    load();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(requests).hasValue(1);
  }

  @Test
  void anObjectOfSomebodyElsesIsRefused() {
    answer =
        request ->
            new Said(
                200,
                "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"flights-mlbox\",\"resourceVersion\":\"7\"}}");

    assertThatThrownBy(this::load)
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID))
        .hasMessage(
            "configmap flights-mlbox exists and is not mlbox's (context test, namespace ml); expected no such object, or one with the label mlbox.dev/model: flights; choose another name for model: or another namespace; it was not touched");
  }

  private void load() throws IOException {
    try (Cluster cluster = Cluster.connect(Deploys.to(null, "ml"), environment())) {
      Placement placement = Placement.of("flights", Deploys.to(null, "ml"), "ml");
      new KubernetesMemory(
              cluster,
              new OwnObjects(cluster, placement.names()),
              new BoxObjects(placement),
              new ClusterEvents(cluster, placement.names()),
              new WallClock())
          .load();
    }
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private Map<String, String> environment() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("config"),
            """
            apiVersion: v1
            kind: Config
            current-context: test
            contexts: [{name: test, context: {cluster: test, user: me}}]
            clusters: [{name: test, cluster: {server: "%s"}}]
            users: [{name: me, user: {token: t}}]
            """
                .formatted(url()));
    return Map.of("KUBECONFIG", file.toString());
  }

  private static String status(int code, String reason, String message) {
    return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"%s\",\"reason\":\"%s\",\"code\":%d}"
        .formatted(message, reason, code);
  }
}
