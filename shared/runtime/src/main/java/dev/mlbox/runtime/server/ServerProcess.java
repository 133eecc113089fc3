package dev.mlbox.runtime.server;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server that was started here, and what it printed last. */
final class ServerProcess implements AutoCloseable {
  static final String HOST = "127.0.0.1";

  private static final Set<String> PYTHONS = Set.of("python", "python3");
  private static final int LINES = 5;
  private static final long GRACE_SECONDS = 5;

  private final Process process;
  private final int port;
  private final Consumer<String> log;
  private final Deque<String> lines = new ArrayDeque<>();
  private @Nullable CompletableFuture<Void> ended;

  private ServerProcess(Process process, int port, Consumer<String> log) {
    this.process = process;
    this.port = port;
    this.log = log;
    Thread reader = new Thread(this::read, "mlbox-server-log");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a command with a free port of its own.
   *
   * @param folder it is run in
   * @param run its words; {@code {port}} in them is replaced
   * @param python what the word python means; null for the first one on the search path
   * @param log is given each line that it prints
   * @throws MlboxException INVALID when it cannot be started
   */
  static ServerProcess start(
      Path folder, List<String> run, @Nullable String python, Consumer<String> log) {
    int port = freePort();
    List<String> words = new ArrayList<>();
    run.forEach(word -> words.add(word.replace("{port}", String.valueOf(port))));
    if (python != null && PYTHONS.contains(words.get(0))) {
      words.set(0, python);
    }
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    Map<String, String> variables = builder.environment();
    // What a box is told is not meant for the server, which may be another Java program.
    variables.keySet().removeIf(name -> name.startsWith("MLBOX_") || name.equals("CLASSPATH"));
    variables.put("PORT", String.valueOf(port));
    variables.put("HOST", HOST);
    variables.putIfAbsent("PYTHONUNBUFFERED", "1");
    try {
      return new ServerProcess(builder.start(), port, log);
    } catch (IOException e) {
      throw MlboxException.invalid(
          Problem.of("the server cannot be started: " + e.getMessage())
              .at("server.run")
              .expected("a program on the search path, then its words"));
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      reader.lines().filter(line -> !line.isBlank()).forEach(this::take);
    } catch (IOException | UncheckedIOException e) {
      // It has ended, and there is nothing more to read.
    }
  }

  private void take(String line) {
    log.accept(line);
    synchronized (lines) {
      lines.add(line.strip());
      if (lines.size() > LINES) {
        lines.remove();
      }
    }
  }

  int port() {
    return port;
  }

  boolean hasEnded() {
    return !process.isAlive();
  }

  /** How it ended and what it said last; to be asked once it has ended. */
  String lastWords() {
    synchronized (lines) {
      return "with code %d: %s"
          .formatted(
              process.exitValue(), lines.isEmpty() ? "(no output)" : String.join(" | ", lines));
    }
  }

  /** Does something once it has ended, however that comes. */
  void onEnd(Runnable what) {
    ended = process.onExit().thenRun(what);
  }

  /** Ends it and what it has started, first politely. */
  @Override
  public void close() {
    if (ended != null) {
      ended.cancel(false);
    }
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    all.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
