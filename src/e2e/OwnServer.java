import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model server as somebody may have one, which knows nothing of mlbox: MLflow's protocol, sockets only.
 * Arguments: the threshold of x + y above which it answers 1, after how many predictions it begins to fail, and how:
 * error (the default), hang, garbage, wrong, leak, slow or crash. Its answers say which threshold is theirs, and
 * GET /failing which share of them was failing since that was last asked.
 */
public final class OwnServer {
  private static final Pattern ROW = Pattern.compile("\\[(-?[0-9.eE-]+),(-?[0-9.eE-]+)]");
  private final AtomicInteger predictions = new AtomicInteger();
  private final AtomicInteger good = new AtomicInteger();
  private final AtomicInteger failing = new AtomicInteger();
  private final double threshold;
  private final int failsAfter;
  private final String how;
  private final Queue<byte[]> leaked = new ConcurrentLinkedQueue<>();

  private OwnServer(double threshold, int failsAfter, String how) {
    this.threshold = threshold;
    this.failsAfter = failsAfter;
    this.how = how;
  }

  public static void main(String[] arguments) throws IOException {
    String how = arguments.length > 2 ? arguments[2] : "error";
    OwnServer own = new OwnServer(Double.parseDouble(arguments[0]), Integer.parseInt(arguments[1]), how);
    int port = Integer.parseInt(System.getenv("PORT"));
    var threads = Executors.newCachedThreadPool();
    try (ServerSocket server = new ServerSocket(port, 256)) {
      while (true) {
        Socket client = server.accept();
        client.setTcpNoDelay(true);
        threads.execute(() -> own.talk(client));
      }
    }
  }

  private void talk(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String path = line.split(" ", 3)[1];
        int length = 0;
        for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
          if (header.toLowerCase().startsWith("content-length:")) {
            length = Integer.parseInt(header.substring(15).strip());
          }
        }
        char[] body = new char[length];
        for (int at = 0; at < length; at += in.read(body, at, length - at)) {}
        send(client.getOutputStream(), path, new String(body));
        if (path.equals("/failing")) {
          return; // A kept connection would go on asking the server that a Service gave it once.
        }
      }
    } catch (IOException e) {
      // The client is gone.
    }
  }

  private void send(OutputStream out, String path, String body) throws IOException {
    String answer = "{}";
    int status = path.equals("/ping") ? 200 : 404;
    if (path.equals("/invocations")) {
      boolean fails = predictions.incrementAndGet() > failsAfter;
      (fails ? failing : good).incrementAndGet();
      status = fails && how.equals("error") ? 500 : 200;
      answer = fails ? failing(body) : predictions(body, false);
    }
    if (path.equals("/failing")) {
      status = 200;
      double bad = failing.getAndSet(0);
      answer = "{\"share\": %s}".formatted(bad / Math.max(1, bad + good.getAndSet(0)));
    }
    String head =
        "HTTP/1.1 %d OK\r\nown: %s\r\nconnection: %s\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
            .formatted(
                status, threshold, path.equals("/failing") ? "close" : "keep-alive", answer.length());
    out.write((head + answer).getBytes(StandardCharsets.ISO_8859_1));
  }

  private String failing(String body) {
    switch (how) {
      case "hang" -> LockSupport.parkNanos(Duration.ofMinutes(10).toNanos());
      case "slow" -> LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
      case "leak" -> leaked.add(new byte[4 << 20]);
      case "crash" -> Runtime.getRuntime().halt(134);
      default -> {}
    }
    return how.equals("garbage") ? "<html>not what was asked" : predictions(body, how.equals("wrong"));
  }

  private String predictions(String body, boolean wrong) {
    return "{\"predictions\": [" + answers(body, wrong) + "]}";
  }

  private String answers(String body, boolean wrong) {
    StringBuilder answers = new StringBuilder();
    Matcher row = ROW.matcher(body.replace(" ", ""));
    while (row.find()) {
      double sum = Double.parseDouble(row.group(1)) + Double.parseDouble(row.group(2));
      answers.append(answers.isEmpty() ? "" : ", ").append(sum > threshold ^ wrong ? 1 : 0);
    }
    return answers.toString();
  }
}
