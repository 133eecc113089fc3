package dev.mlbox.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * As much of a Kubernetes API server as comes before the registry: all is allowed, nothing is
 * there, and no field {@code nodeSelektor} is known.
 */
final class AllowingApi implements AutoCloseable {
  private final HttpServer server;

  AllowingApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/version")) {
      answer(exchange, 200, "{\"major\":\"1\",\"minor\":\"34\"}");
    } else if (path.endsWith("/selfsubjectaccessreviews")) {
      answer(
          exchange,
          201,
          """
          {"kind":"SelfSubjectAccessReview","apiVersion":"authorization.k8s.io/v1",\
          "metadata":{},"spec":{},"status":{"allowed":true}}""");
    } else if (path.equals("/api/v1/namespaces/ml")) {
      answer(
          exchange,
          200,
          "{\"kind\":\"Namespace\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"ml\"}}");
    } else if (exchange.getRequestMethod().equals("PATCH")) {
      answer(
          exchange,
          500,
          """
          {"kind":"Status","apiVersion":"v1","status":"Failure","code":500,"message":"failed to \
          create typed patch object (ml/tiny-0000000000; apps/v1, Kind=Deployment): \
          .spec.template.spec.nodeSelektor: field not declared in schema"}""");
    } else {
      answer(
          exchange,
          404,
          "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"NotFound\",\"code\":404}");
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
