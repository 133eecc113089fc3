package dev.mlbox.engine.load;

import dev.mlbox.core.config.Shown;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.process.Span;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Brings the bytes behind a URL into a file, again when a server or the way to it is unwell. */
public final class Download {
  private static final int OK = 200;
  private static final int TIMED_OUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERRORS = 500;
  private static final int MEGABYTE = 1_000_000;

  private final Patience patience;
  private final StepListener listener;

  /** Made when first needed, as most models are files. */
  private @Nullable HttpClient client;

  /**
   * How long to try.
   *
   * @param connect until a connection stands
   * @param silence without a new byte
   * @param pause before the second attempt; doubles with each further one
   * @param attempts in all
   */
  public record Patience(Duration connect, Duration silence, Duration pause, int attempts) {
    static final Patience USUAL =
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(1), 4);

    /** How often to see whether bytes came. */
    Duration look() {
      return silence.dividedBy(6);
    }
  }

  /** With the usual patience; tells nobody how it goes. */
  public Download() {
    this(Patience.USUAL, StepListener.silent());
  }

  public Download(Patience patience, StepListener listener) {
    this.patience = patience;
    this.listener = listener;
  }

  private synchronized HttpClient client() {
    HttpClient known = client;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .connectTimeout(patience.connect())
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build();
      client = known;
    }
    return known;
  }

  /** As it may be printed. */
  static String shown(URI address) {
    return Shown.of(address.toString());
  }

  /**
   * Fills a file.
   *
   * @throws MlboxException INVALID when the server says that there is nothing for us, BROKEN when
   *     it cannot be reached, fails or falls silent in every attempt
   */
  public void to(Path file, URI address, String place) {
    Duration pause = patience.pause();
    for (int attempt = 1; ; attempt++) {
      String failure = attempt(file, address, place);
      if (failure.isEmpty()) {
        return;
      }
      if (attempt == patience.attempts()) {
        throw MlboxException.broken(
            Problem.of("`%s` %s, %d times".formatted(shown(address), failure, attempt))
                .at(place)
                .remedy("see whether the server and the network are well"),
            null);
      }
      listener.note(
          "%s %s; trying again in %s".formatted(shown(address), failure, Span.text(pause)));
      pauseFor(pause, address, place);
      pause = pause.multipliedBy(2);
    }
  }

  /** One attempt: what failed in a way that may pass, or nothing. */
  private String attempt(Path file, URI address, String place) {
    CompletableFuture<HttpResponse<Path>> exchange =
        client().sendAsync(HttpRequest.newBuilder(address).build(), into(file));
    try {
      int status = await(exchange, file, address).statusCode();
      if (status >= SERVER_ERRORS || status == TOO_MANY || status == TIMED_OUT) {
        return "answered with status " + status;
      }
      if (status != OK) {
        throw MlboxException.invalid(refused(status, address).at(place));
      }
      return "";
    } catch (TimeoutException e) {
      return "sent nothing for " + Span.text(patience.silence());
    } catch (ExecutionException e) {
      return "failed: " + reason(Objects.requireNonNullElse(e.getCause(), e));
    } catch (InterruptedException e) {
      throw interrupted(address, place);
    } finally {
      exchange.cancel(true);
    }
  }

  private static BodyHandler<Path> into(Path file) {
    return answer ->
        answer.statusCode() == OK
            ? BodySubscribers.ofFile(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)
            : BodySubscribers.replacing(file);
  }

  private HttpResponse<Path> await(
      CompletableFuture<HttpResponse<Path>> exchange, Path file, URI address)
      throws InterruptedException, ExecutionException, TimeoutException {
    long seen = size(file);
    long last = System.nanoTime();
    while (true) {
      try {
        return exchange.get(patience.look().toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long now = size(file);
        if (now != seen) {
          seen = now;
          last = System.nanoTime();
          listener.note("%s: %d MB so far".formatted(shown(address), now / MEGABYTE));
        } else if (System.nanoTime() - last > patience.silence().toNanos()) {
          throw e;
        }
      }
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  private static Problem refused(int status, URI address) {
    Problem problem =
        Problem.of("`%s` answered with status %d".formatted(shown(address), status))
            .expected("200");
    return switch (status) {
      case 401, 403 -> problem.remedy("load from an address that needs no login");
      case 404, 410 -> problem.remedy("see whether the path is right");
      default -> problem;
    };
  }

  private static String reason(Throwable cause) {
    if (cause instanceof ConnectException && cause.getMessage() == null) {
      // The JDK's client says no more when a port is closed or a host unknown.
      return cause.getCause() instanceof ConnectException deeper
              && deeper.getCause() instanceof UnresolvedAddressException
          ? "there is no host of that name"
          : "the connection was refused";
    }
    String name = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
  }

  private static void pauseFor(Duration pause, URI address, String place) {
    try {
      // A pause before the next try: there is nothing to wait for that would say so.
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(address, place);
    }
  }

  private static MlboxException interrupted(URI address, String place) {
    Thread.currentThread().interrupt();
    return MlboxException.broken(
        Problem.of("the download of `%s` was interrupted".formatted(shown(address))).at(place),
        null);
  }
}
