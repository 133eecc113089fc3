package dev.mlbox.engine.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mlbox.core.model.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** As much of a registry as a push and a pull of one image need (OCI distribution 1.1). */
final class SmallRegistry implements AutoCloseable {
  /** The first byte of a TLS handshake. */
  private static final int TLS = 0x16;

  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
  private final Map<String, String> types = new ConcurrentHashMap<>();
  private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final ServerSocket front;

  private SmallRegistry(HttpServer server, ServerSocket front) {
    this.server = server;
    this.front = front;
  }

  static SmallRegistry start() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(here, 0), 0);
    SmallRegistry registry = new SmallRegistry(server, new ServerSocket(0, 50, here));
    server.setExecutor(registry.threads);
    server.createContext("/", registry::answer);
    server.start();
    registry.threads.execute(registry::accept);
    return registry;
  }

  String address() {
    return "127.0.0.1:" + front.getLocalPort();
  }

  /** Who speaks TLS is refused at once: the server behind would wait for the end of a line. */
  private void accept() {
    while (!front.isClosed()) {
      try {
        Socket client = front.accept();
        threads.execute(() -> forward(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void forward(Socket client) {
    try (client) {
      PushbackInputStream in = new PushbackInputStream(client.getInputStream());
      int first = in.read();
      if (first < 0 || first == TLS) {
        return;
      }
      in.unread(first);
      try (Socket behind = new Socket(front.getInetAddress(), server.getAddress().getPort())) {
        threads.execute(() -> copy(in, behind));
        behind.getInputStream().transferTo(client.getOutputStream());
      }
    } catch (IOException e) {
      // The client sees that its connection ends.
    }
  }

  private static void copy(InputStream from, Socket to) {
    try {
      from.transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // Either side has gone away.
    }
  }

  /** As if somebody had tidied up. */
  void forget() {
    blobs.clear();
    manifests.clear();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      String path = uri.getPath();
      String last = path.substring(path.lastIndexOf('/') + 1);
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (path.contains("/blobs/uploads/")) {
        upload(exchange, path, last, body);
      } else if (path.contains("/blobs/")) {
        give(exchange, blobs.get(last), "application/octet-stream", last);
      } else if (exchange.getRequestMethod().equals("PUT")) {
        keep(exchange, last, body);
      } else if (path.contains("/manifests/")) {
        byte[] manifest = manifests.get(last);
        String digest = manifest == null ? "" : Digest.of(manifest).toString();
        give(exchange, manifest, types.getOrDefault(last, ""), digest);
      } else {
        exchange.sendResponseHeaders(200, -1);
      }
    }
  }

  private void upload(HttpExchange exchange, String path, String id, byte[] body)
      throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      String fresh = UUID.randomUUID().toString();
      uploads.put(fresh, new ByteArrayOutputStream());
      exchange.getResponseHeaders().add("Location", path + fresh);
      exchange.sendResponseHeaders(202, -1);
      return;
    }
    ByteArrayOutputStream upload = Objects.requireNonNull(uploads.get(id));
    upload.write(body);
    exchange.getResponseHeaders().add("Location", path);
    if (exchange.getRequestMethod().equals("PUT")) {
      blobs.put(
          exchange.getRequestURI().getQuery().replaceFirst(".*digest=", ""), upload.toByteArray());
    }
    exchange.sendResponseHeaders(exchange.getRequestMethod().equals("PUT") ? 201 : 202, -1);
  }

  private void keep(HttpExchange exchange, String name, byte[] body) throws IOException {
    String digest = Digest.of(body).toString();
    for (String each : new String[] {name, digest}) {
      manifests.put(each, body);
      types.put(each, String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")));
    }
    exchange.getResponseHeaders().add("Docker-Content-Digest", digest);
    exchange.sendResponseHeaders(201, -1);
  }

  private static void give(
      HttpExchange exchange, byte @Nullable [] bytes, String type, String digest)
      throws IOException {
    if (bytes == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.getResponseHeaders().add("Docker-Content-Digest", digest);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().add("Content-Length", Integer.toString(bytes.length));
      exchange.sendResponseHeaders(200, -1);
    } else {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    front.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
