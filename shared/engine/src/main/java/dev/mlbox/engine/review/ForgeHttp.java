package dev.mlbox.engine.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mlbox.core.port.ReviewSink.Posting;
import dev.mlbox.engine.json.Json;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** JSON over HTTP, for forges without a client library that is kept. */
final class ForgeHttp {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final PullRequest request;
  private final Token token;
  private final String scheme;
  private final HttpClient client;

  /**
   * A connection.
   *
   * @param scheme of the Authorization header, such as {@code Bearer}
   */
  ForgeHttp(PullRequest request, Token token, String scheme, ProxySelector proxies) {
    this.request = request;
    this.token = token;
    this.scheme = scheme;
    this.client = client(proxies);
  }

  static HttpClient client(ProxySelector proxies) {
    return HttpClient.newBuilder()
        .proxy(proxies)
        .connectTimeout(PATIENCE)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  JsonNode get(String path) throws Failed {
    return send("GET", path, null);
  }

  JsonNode send(String method, String path, @Nullable JsonNode body) throws Failed {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : request.api() + path))
            .timeout(PATIENCE)
            .header("Authorization", scheme + " " + token.reveal())
            .header("Accept", "application/json");
    if (body == null) {
      builder.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      builder
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
    }
    try {
      HttpResponse<String> answer =
          client.send(builder.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new Failed(
            Answers.failed(
                request,
                answer.statusCode(),
                token.hide(words(answer.body())),
                Waits.of(name -> answer.headers().firstValue(name).orElse(null))));
      }
      return answer.body().isBlank()
          ? MissingNode.getInstance()
          : Json.mapper().readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failed(Answers.unreachable(request, e));
    } catch (IOException e) {
      throw new Failed(Answers.unreachable(request, e));
    }
  }

  private static String words(String body) {
    try {
      JsonNode json = Json.mapper().readTree(body);
      String message = json.path("message").asText("");
      return message.isEmpty() ? json.path("error").path("message").asText("") : message;
    } catch (IOException e) {
      return "";
    }
  }

  /** A request that did not succeed; carries what that means. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Posting posting;

    Failed(Posting posting) {
      this.posting = posting;
    }

    Posting posting() {
      return posting;
    }
  }

  /** Requests of one posting. */
  @FunctionalInterface
  interface Exchange {
    void run() throws Failed;
  }

  /** Runs an exchange; what comes of it as a value. */
  static Posting posting(Exchange exchange) {
    try {
      exchange.run();
      return new Posting.Shown(false);
    } catch (Failed e) {
      return e.posting();
    }
  }
}
