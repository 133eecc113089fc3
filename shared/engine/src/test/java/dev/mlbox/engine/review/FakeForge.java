package dev.mlbox.engine.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mlbox.engine.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
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
  private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

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

  /** Requests that the forge's published description does not know like that. */
  final List<String> undescribed = new ArrayList<>();

  /** The pull request's last commit; another one after a rebase. */
  volatile String head = SHA;

  private long last = 100;

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
      switch (kind) {
        case GITHUB -> github(exchange, method, path.replaceFirst("^/api/v3", ""), body);
        case GITEA -> gitea(exchange, method, path.replaceFirst("^/api/v1", ""), body);
        case GITLAB -> gitlab(exchange, method, path.replaceFirst("^/api/v4", ""), query, body);
        case BITBUCKET -> bitbucket(exchange, method, path.replaceFirst("^/2.0", ""), query, body);
      }
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

  private void github(HttpExchange exchange, String method, String path, String body)
      throws IOException {
    String repository = "/repos/team/flights";
    switch (method + " " + path) {
      case "GET /repos/team/flights" ->
          answer(
              exchange,
              200,
              "{\"id\": 1, \"name\": \"flights\", \"full_name\": \"team/flights\", \"owner\": {\"login\": \"team\"}}");
      case "GET /repos/team/flights/pulls/7" ->
          answer(exchange, 200, "{\"number\": 7, \"head\": {\"sha\": \"" + head + "\"}}");
      case "GET /repos/team/flights/commits/" + SHA + "/check-runs" ->
          answer(exchange, 200, runs());
      case "POST /repos/team/flights/check-runs" -> {
        if (appsOnly) {
          answer(exchange, 403, "{\"message\": \"You must authenticate via a GitHub App.\"}");
        } else {
          checkRun(exchange, ++last, body, 201);
        }
      }
      case "POST /repos/team/flights/statuses/" + SHA -> status(exchange, body, 140, "context");
      default -> {
        if (method.equals("PATCH") && path.startsWith(repository + "/check-runs/")) {
          checkRun(exchange, number(path), body, 200);
        } else {
          issueComments(exchange, method, path, body);
        }
      }
    }
  }

  private String runs() {
    ObjectNode page = Json.mapper().createObjectNode();
    ArrayNode list = page.put("total_count", checkRuns.size()).putArray("check_runs");
    checkRuns.forEach(
        (id, run) -> list.addObject().put("id", id).put("name", run.path("name").asText()));
    return page.toString();
  }

  private void checkRun(HttpExchange exchange, long id, String body, int code) throws IOException {
    ObjectNode run = (ObjectNode) Json.mapper().readTree(body);
    if (code == 201 && (!run.hasNonNull("name") || !run.path("head_sha").asText().equals(head))) {
      answer(exchange, 422, "{\"message\": \"Invalid request\"}");
      return;
    }
    checkRuns.put(id, run);
    answer(exchange, code, run.deepCopy().put("id", id).toString());
  }

  private void gitea(HttpExchange exchange, String method, String path, String body)
      throws IOException {
    switch (method + " " + path) {
      case "GET /repos/team/flights/pulls/7" ->
          answer(exchange, 200, "{\"number\": 7, \"head\": {\"sha\": \"" + head + "\"}}");
      case "POST /repos/team/flights/statuses/" + SHA -> status(exchange, body, 255, "context");
      default -> issueComments(exchange, method, path, body);
    }
  }

  /** GitHub's paths, which Gitea has too. */
  private void issueComments(HttpExchange exchange, String method, String path, String body)
      throws IOException {
    String list = "/repos/team/flights/issues/7/comments";
    if (path.equals(list) && method.equals("GET")) {
      ArrayNode all = Json.mapper().createArrayNode();
      comments.forEach((id, text) -> all.addObject().put("id", id).put("body", text));
      answer(exchange, 200, all.toString());
    } else if (path.equals(list) && method.equals("POST")) {
      comment(exchange, ++last, Json.mapper().readTree(body).path("body").asText(), 201);
    } else if (method.equals("PATCH") && path.startsWith("/repos/team/flights/issues/comments/")) {
      comment(exchange, number(path), Json.mapper().readTree(body).path("body").asText(), 200);
    } else {
      answer(exchange, 404, "{\"message\": \"Not Found\"}");
    }
  }

  private void gitlab(HttpExchange exchange, String method, String path, String query, String body)
      throws IOException {
    String project = "/projects/team%2Fml%2Fflights";
    String notes = project + "/merge_requests/7/notes";
    Map<String, String> form = form(body);
    if (path.equals(project + "/merge_requests/7")) {
      answer(exchange, 200, "{\"iid\": 7, \"sha\": \"" + head + "\"}");
    } else if (method.equals("POST") && path.equals(project + "/statuses/" + SHA)) {
      status(exchange, Json.mapper().valueToTree(form).toString(), 255, "name");
    } else if (path.equals(notes) && method.equals("GET")) {
      ArrayNode all = Json.mapper().createArrayNode();
      comments.forEach((id, text) -> all.addObject().put("id", id).put("body", text));
      exchange.getResponseHeaders().add("X-Total", String.valueOf(comments.size()));
      // As if there were more on a second page, which is empty.
      boolean first = !query.matches(".*\\bpage=2.*");
      exchange.getResponseHeaders().add("X-Total-Pages", "2");
      exchange.getResponseHeaders().add("X-Per-Page", "100");
      exchange.getResponseHeaders().add("X-Page", first ? "1" : "2");
      if (!first) {
        all.removeAll();
      }
      answer(exchange, 200, all.toString());
    } else if (path.equals(notes) && method.equals("POST")) {
      comment(exchange, ++last, form.getOrDefault("body", ""), 201);
    } else if (path.startsWith(notes + "/") && method.equals("PUT")) {
      comment(exchange, number(path), form.getOrDefault("body", ""), 200);
    } else {
      answer(exchange, 404, "{\"message\": \"404 Not Found\"}");
    }
  }

  private void bitbucket(
      HttpExchange exchange, String method, String path, String query, String body)
      throws IOException {
    String pull = "/repositories/team/flights/pullrequests/7";
    String list = pull + "/comments";
    if (path.equals(pull)) {
      answer(exchange, 200, "{\"source\": {\"commit\": {\"hash\": \"" + head + "\"}}}");
    } else if (path.equals("/repositories/team/flights/commit/" + SHA + "/statuses/build")) {
      status(exchange, body, 255, "key");
    } else if (path.equals(list) && method.equals("GET")) {
      page(exchange, query);
    } else if (path.equals(list) && method.equals("POST")) {
      comment(exchange, ++last, raw(body), 201);
    } else if (path.startsWith(list + "/") && method.equals("PUT")) {
      comment(exchange, number(path), raw(body), 200);
    } else {
      answer(exchange, 404, "{\"error\": {\"message\": \"not found\"}}");
    }
  }

  /** One comment a page, so that pages have to be followed. */
  private void page(HttpExchange exchange, String query) throws IOException {
    List<Long> ids = List.copyOf(comments.keySet());
    int number = query.contains("page=") && !query.contains("pagelen") ? (int) number(query) : 1;
    ObjectNode page = Json.mapper().createObjectNode();
    ArrayNode values = page.putArray("values");
    if (number <= ids.size()) {
      ObjectNode comment = values.addObject().put("id", ids.get(number - 1));
      comment.putObject("content").put("raw", comments.get(ids.get(number - 1)));
    }
    if (number < ids.size()) {
      page.put(
          "next",
          site() + "/2.0/repositories/team/flights/pullrequests/7/comments?page=" + (number + 1));
    }
    answer(exchange, 200, page.toString());
  }

  private static String raw(String body) throws IOException {
    return Json.mapper().readTree(body).path("content").path("raw").asText();
  }

  private void status(HttpExchange exchange, String body, int longest, String name)
      throws IOException {
    JsonNode status = Json.mapper().readTree(body);
    boolean whole = status.hasNonNull("state") && status.hasNonNull(name);
    if (!whole || status.path("description").asText().length() > longest) {
      answer(exchange, 422, "{\"message\": \"Validation Failed\"}");
      return;
    }
    statuses.add(status);
    answer(exchange, 201, "{\"id\": 1, \"status\": \"success\"}");
  }

  private void comment(HttpExchange exchange, long id, String text, int code) throws IOException {
    if (text.isEmpty()) {
      answer(exchange, 422, "{\"message\": \"Validation Failed\"}");
      return;
    }
    comments.put(id, text);
    answer(exchange, code, "{\"id\": " + id + "}");
  }

  private static long number(String path) {
    return Long.parseLong(path.replaceFirst(".*\\D", ""));
  }

  static Map<String, String> form(String body) {
    Map<String, String> form = new TreeMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }

  private static void answer(HttpExchange exchange, int code, String body) throws IOException {
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
