package dev.mlbox.engine.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A server that speaks as much of a forge's API as a review needs, with the paths, fields, limits
 * and status codes of the forges' published descriptions; not the forges themselves. It refuses
 * what they would refuse: an unknown path, a missing field, a text that is too long.
 */
final class FakeForge implements AutoCloseable {
  static final String TOKEN = "s3cr3t-t0k3n";
  static final String SHA = "0123456789abcdef0123456789abcdef01234567";

  final Forge kind;
  final Map<Long, String> comments = new TreeMap<>();
  final List<JsonNode> statuses = new ArrayList<>();
  final Map<Long, JsonNode> checkRuns = new TreeMap<>();
  final List<String> requests = new ArrayList<>();
  volatile boolean away;
  volatile boolean readOnly;
  volatile boolean appsOnly;
  volatile boolean limited;
  volatile boolean listFails;
  private final HttpServer server;
  private final ForgeDescription description;
  private final ForgePaths paths = new ForgePaths(this);

  /** Requests that the forge's published description does not know like that. */
  final List<String> undescribed = new ArrayList<>();

  /** The pull request's last commit; another one after a rebase. */
  volatile String head = SHA;

  FakeForge(Forge kind) throws IOException {
    this.kind = kind;
    description = new ForgeDescription(kind);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String site() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  String address() {
    return site()
        + switch (kind) {
          case GITHUB -> "/team/flights/pull/7";
          case GITLAB -> "/team/ml/flights/-/merge_requests/7";
          case GITEA -> "/team/flights/pulls/7";
          case BITBUCKET -> "/team/flights/pull-requests/7";
        };
  }

  /** The last status or check run in the forge's own words: state, title. */
  List<String> shown() {
    if (!checkRuns.isEmpty()) {
      JsonNode run = checkRuns.values().iterator().next();
      return List.of(run.path("conclusion").asText(), run.path("output").path("title").asText());
    }
    JsonNode status = statuses.get(statuses.size() - 1);
    return List.of(status.path("state").asText(), status.path("description").asText());
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath().replace(head, SHA);
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    String method = exchange.getRequestMethod();
    requests.add(method + " " + path);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    undescribed.addAll(
        description.objections(method, path.replaceFirst("^/(api/v[134]|2\\.0)(?=/)", ""), body));
    if (away) {
      answer(exchange, 503, "{\"message\": \"down for maintenance\"}");
    } else if (!authorized(exchange)) {
      answer(exchange, 401, "{\"message\": \"Bad credentials\"}");
    } else if (limited) {
      exchange.getResponseHeaders().add("Retry-After", "40");
      answer(exchange, 429, "{\"message\": \"slow down\"}");
    } else if (listFails
        && method.equals("GET")
        && path.matches(".*/(comments|notes)")
        && (kind != Forge.GITLAB || query.matches(".*\\bpage=2.*"))) {
      answer(exchange, 502, "{\"message\": \"Bad Gateway\"}");
    } else if (readOnly && !method.equals("GET")) {
      answer(exchange, 403, "{\"message\": \"Resource not accessible by " + TOKEN + "\"}");
    } else {
      paths.answer(exchange, method, path, query, body);
    }
  }

  private boolean authorized(HttpExchange exchange) {
    String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    return switch (kind) {
      case GITHUB, GITEA -> given.equals("token " + TOKEN);
      case BITBUCKET -> given.equals("Bearer " + TOKEN);
      case GITLAB -> TOKEN.equals(exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN"));
    };
  }

  static void answer(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
