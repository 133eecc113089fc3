package dev.mlbox.jenkins.settings;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A web server with archives, on this machine alone. As a proxy it is asked for other hosts, and
 * answers as if it were they.
 */
final class ArchiveServer implements AutoCloseable {
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final Map<String, Headers> seen = new ConcurrentHashMap<>();
  private final Map<String, String> redirects = new ConcurrentHashMap<>();
  private volatile int most = Integer.MAX_VALUE;
  private volatile int refusal;

  ArchiveServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      seen.put(path, exchange.getRequestHeaders());
      byte[] file = files.get(path);
      if (redirects.containsKey(path)) {
        exchange.getResponseHeaders().set("Location", redirects.get(path));
        exchange.sendResponseHeaders(302, -1);
      } else if (refusal > 0) {
        exchange.sendResponseHeaders(refusal, -1);
      } else if (file == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        exchange.sendResponseHeaders(200, file.length);
        exchange.getResponseBody().write(file, 0, Math.min(file.length, most));
        exchange.getResponseBody().flush();
      }
    }
  }

  /** Serves a file. Returns its SHA-256. */
  String put(String path, byte[] file) {
    files.put(path, file);
    return HexFormat.of().formatHex(Archive.newDigest().digest(file));
  }

  /** From now on no answer is longer, whatever its head says. */
  void cutAt(int bytes) {
    most = bytes;
  }

  /** Answers a path with another place. */
  void redirect(String path, String place) {
    redirects.put(path, place);
  }

  /** From now on every answer is this status. */
  void refuse(int status) {
    refusal = status;
  }

  /** A header of the last request for a path; empty when it had none, or nobody has asked. */
  String header(String path, String name) {
    Headers headers = seen.get(path);
    String value = headers == null ? null : headers.getFirst(name);
    return value == null ? "" : value;
  }

  /** Whether somebody has asked for a path. */
  boolean wasAsked(String path) {
    return seen.containsKey(path);
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** An archive of one file. */
  static byte[] zip(String name, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
