package dev.mlbox.runtime.server;

import dev.mlbox.core.model.ServerSpec;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.runtime.grpc.GrpcClient;
import dev.mlbox.runtime.grpc.GrpcFrame;
import dev.mlbox.runtime.grpc.GrpcStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A server of the user's own that can be asked: started here, beside the box, or elsewhere. */
public final class ModelServer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final long LOOK_MILLIS = 50;
  private static final int OK = 200;
  private static final int NOT_OK = 300;

  private final ServerSpec spec;
  private final URI base;
  private final @Nullable ServerProcess process;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  private final GrpcClient calls;

  private ModelServer(ServerSpec spec, URI base, @Nullable ServerProcess process) {
    this.spec = spec;
    this.base = base;
    this.process = process;
    this.calls = new GrpcClient(base);
  }

  /**
   * How a server's folder is opened.
   *
   * @param python what the word python means in its command; null for the first on the search path
   * @param beside the address of one beside the box, which goes before all else; null for none
   * @param log is given each line that a server which is started here prints, and what is waited
   *     for
   */
  public record Opening(@Nullable String python, @Nullable String beside, Consumer<String> log) {}

  /**
   * Starts or finds the server of a folder, and waits until it can predict.
   *
   * @param folder with server.json
   * @throws MlboxException INVALID when it does not start, BROKEN when it does not become ready
   */
  public static ModelServer open(Path folder, Opening opening) {
    ServerSpec spec = ServerFile.read(folder);
    String address = opening.beside() == null ? spec.address() : opening.beside();
    ServerProcess process = null;
    if (address == null) {
      process = ServerProcess.start(folder, spec.run(), opening.python(), opening.log());
      address = "http://%s:%d".formatted(ServerProcess.HOST, process.port());
    }
    ModelServer server = new ModelServer(spec, URI.create(address), process);
    try {
      server.awaitReady(opening.log());
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  public ServerSpec spec() {
    return spec;
  }

  /** Where it listens, without a path. */
  public URI base() {
    return base;
  }

  HttpClient client() {
    return client;
  }

  GrpcClient calls() {
    return calls;
  }

  /** Whether it says that it can predict. */
  public boolean isReady() {
    return whyNotReady() == null;
  }

  private @Nullable String whyNotReady() {
    return spec.byGrpc() ? whyNotCalled() : whyNotAsked();
  }

  private @Nullable String whyNotCalled() {
    try {
      GrpcClient.Reply reply = calls.call(spec.health(), new byte[0], LIMIT);
      if (reply.status() != GrpcStatus.OK) {
        return ("it answers with status " + reply.status() + " " + reply.words()).strip();
      }
      return ServerHealth.isWell(GrpcFrame.message(reply.body())) ? null : "it says that it is not";
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  private @Nullable String whyNotAsked() {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(spec.health())).timeout(LIMIT).GET().build();
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status >= OK && status < NOT_OK ? null : "it answers " + status;
    } catch (IOException e) {
      return e.getMessage() == null ? "nobody answers" : e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /** Says once each what is in the way, so that whoever reads the log knows what is waited for. */
  private void awaitReady(Consumer<String> log) {
    Set<String> told = new HashSet<>();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(spec.readySeconds());
    String why = whyNotReady();
    while (why != null) {
      if (process != null && process.hasEnded()) {
        throw MlboxException.invalid(
            Problem.of("the server ended " + process.lastWords())
                .at("server.run")
                .expected("that it goes on and listens on the port in the variable PORT"));
      }
      if (System.nanoTime() - until > 0 || Thread.currentThread().isInterrupted()) {
        throw notReady(why);
      }
      if (told.add(why)) {
        log.accept(
            "mlbox waits up to %d s for the server at %s: %s"
                .formatted(spec.readySeconds(), base, why));
      }
      pause();
      why = whyNotReady();
    }
  }

  private MlboxException notReady(String why) {
    return MlboxException.broken(
        Problem.of(
                "the server at %s is not ready after %d s: %s"
                    .formatted(base, spec.readySeconds(), why))
            .at("server.health")
            .expected(
                spec.byGrpc()
                    ? "a method such as " + spec.health() + " that says 1 in its first field"
                    : "a status of 200 to 299 at " + spec.health())
            .remedy("name the right path in server.health, or more time in server.ready"),
        null);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does something if a server that was started here ends by itself. */
  public void onEnd(Consumer<String> what) {
    ServerProcess started = process;
    if (started != null) {
      started.onEnd(() -> what.accept("the server ended " + started.lastWords()));
    }
  }

  /** Ends it if it was started here. */
  @Override
  public void close() {
    calls.close();
    if (process != null) {
      process.close();
    }
  }
}
