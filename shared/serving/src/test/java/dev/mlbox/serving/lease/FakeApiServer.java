package dev.mlbox.serving.lease;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlbox.serving.split.Address;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One ConfigMap's list and watch, as the Kubernetes API server speaks them. */
final class FakeApiServer {
  private final Vertx vertx;
  final List<String> lists = new CopyOnWriteArrayList<>();
  final List<String> watches = new CopyOnWriteArrayList<>();
  final AtomicInteger questions = new AtomicInteger();
  final List<String> tokens = new CopyOnWriteArrayList<>();
  private volatile int port;
  private volatile int status = 200;
  private volatile ObjectNode configMap;
  private volatile @Nullable HttpServerResponse watch;
  private volatile HttpServer server;

  FakeApiServer(Vertx vertx, String lease) {
    this.vertx = vertx;
    this.configMap = configMap("100", lease);
    this.server = listen();
  }

  Address address() {
    return new Address("127.0.0.1", port);
  }

  void answerWith(int other) {
    status = other;
  }

  /** Changes what a list answers, without a word to who watches. */
  void set(String version, String lease) {
    configMap = configMap(version, lease);
  }

  /** Says something to who watches. */
  void say(String text) {
    HttpServerResponse open = watch;
    if (open != null) {
      open.write(text).await();
    }
  }

  /** What is so, and who watches hears it. */
  void event(String type, String version, String lease) {
    if (type.equals("MODIFIED")) {
      set(version, lease);
    }
    say(line(type, version, lease));
  }

  /** The words of an event. */
  static String modified(String version, String lease) {
    return line("MODIFIED", version, lease);
  }

  private static String line(String type, String version, String lease) {
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", type);
    event.set("object", configMap(version, lease));
    return event + "\n";
  }

  void endWatch() {
    HttpServerResponse open = watch;
    if (open != null) {
      open.end().await();
    }
  }

  void stop() {
    // A connection that ends by itself just then fails the closing, which is done all the same.
    server.close().otherwiseEmpty().await();
  }

  /** At the same port, as soon as nobody else has it: a client may have been given it meanwhile. */
  void startAgain() {
    Exception taken = null;
    for (int i = 0; i < 1000; i++) {
      try {
        server = listen();
        return;
      } catch (Exception e) {
        // await() throws what was thrown, a BindException, undeclared.
        taken = e;
        LockSupport.parkNanos(20_000_000);
      }
    }
    throw new AssertionError("the port stays taken", taken);
  }

  boolean watched() {
    return watch != null;
  }

  private HttpServer listen() {
    HttpServer started =
        vertx.createHttpServer().requestHandler(this::handle).listen(port, "127.0.0.1").await();
    port = started.actualPort();
    return started;
  }

  private void handle(HttpServerRequest request) {
    tokens.add(String.valueOf(request.getHeader("authorization")));
    HttpServerResponse response = request.response().setStatusCode(status);
    if (status != 200) {
      response.end("{}");
    } else if ("true".equals(request.getParam("watch"))) {
      watches.add(request.getParam("resourceVersion"));
      response.setChunked(true).writeHead();
      watch = response;
    } else {
      boolean whole = "application/json".equals(request.getHeader("accept"));
      if (whole) {
        lists.add(request.uri());
      } else {
        questions.incrementAndGet();
      }
      ObjectNode list = JsonNodeFactory.instance.objectNode();
      list.putObject("metadata")
          .put("resourceVersion", configMap.at("/metadata/resourceVersion").asText());
      list.putArray("items").add(whole ? configMap : configMap.deepCopy().without("data"));
      response.end(list.toString());
    }
  }

  private static ObjectNode configMap(String version, String lease) {
    ObjectNode configMap = JsonNodeFactory.instance.objectNode();
    configMap.putObject("metadata").put("resourceVersion", version);
    configMap.putObject("data").put("lease", lease);
    return configMap;
  }
}
