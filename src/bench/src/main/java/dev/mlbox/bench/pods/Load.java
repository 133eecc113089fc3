package dev.mlbox.bench.pods;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Requests at a rate, each on a connection of its own, so that a Service's every box gets its
 * share. Tells each second who answered.
 */
final class Load {
  private static final String BODY = "{\"x\": 21.0}";
  private static final int THREADS = 8;
  private static final int LIMIT_MILLIS = 10_000;

  private final Supplier<String> host;
  private final long gapNanos;
  private final AtomicLong next = new AtomicLong(System.nanoTime());
  private final Map<String, Long> answers = new TreeMap<>();

  Load(Supplier<String> host, int rate) {
    this.host = host;
    this.gapNanos = TimeUnit.SECONDS.toNanos(1) / rate;
  }

  void start() {
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(this::send, "load-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    Thread teller = new Thread(this::tell, "load-told");
    teller.setDaemon(true);
    teller.start();
  }

  private void send() {
    while (true) {
      String address = host.get();
      long due = next.getAndAdd(gapNanos);
      long wait = due - System.nanoTime();
      try {
        if (wait < -TimeUnit.SECONDS.toNanos(1)) {
          next.compareAndSet(due + gapNanos, System.nanoTime()); // too slow to catch up
        } else if (wait > 0) {
          TimeUnit.NANOSECONDS.sleep(wait);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      if (!address.isEmpty()) {
        count(ask(address));
      }
    }
  }

  private static String ask(String address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, 80), LIMIT_MILLIS);
      socket.setSoTimeout(LIMIT_MILLIS);
      String request =
          "POST /predict HTTP/1.1\r\nhost: simulated\r\nconnection: close\r\n"
              + "content-type: application/json\r\ncontent-length: %d\r\n\r\n%s"
                  .formatted(BODY.length(), BODY);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (!answer.startsWith("HTTP/1.1 200")) {
        return "failed: " + answer.lines().findFirst().orElse("no answer");
      }
      return answer
          .lines()
          .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("mlbox-version:"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("nobody");
    } catch (IOException e) {
      return "failed: " + e;
    }
  }

  private synchronized void count(String answer) {
    answers.merge(answer, 1L, Long::sum);
  }

  private void tell() {
    try {
      while (true) {
        TimeUnit.SECONDS.sleep(1);
        synchronized (this) {
          System.out.println("answers " + System.currentTimeMillis() + " " + answers);
          answers.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
