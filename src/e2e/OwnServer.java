import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model server as somebody may have one, which knows nothing of mlbox: MLflow's protocol, sockets only.
 * Arguments: the threshold of x + y above which it answers 1, and after how many predictions it begins to fail.
 */
public final class OwnServer {
  private static final Pattern ROW = Pattern.compile("\\[(-?[0-9.eE-]+),(-?[0-9.eE-]+)]");
  private final AtomicInteger predictions = new AtomicInteger();
  private final double threshold;
  private final int failsAfter;

  private OwnServer(double threshold, int failsAfter) {
    this.threshold = threshold;
    this.failsAfter = failsAfter;
  }

  public static void main(String[] arguments) throws IOException {
    OwnServer own = new OwnServer(Double.parseDouble(arguments[0]), Integer.parseInt(arguments[1]));
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
      }
    } catch (IOException e) {
      // The client is gone.
    }
  }

  private void send(OutputStream out, String path, String body) throws IOException {
    String answer = "{}";
    int status = path.equals("/ping") ? 200 : 404;
    if (path.equals("/invocations")) {
      status = predictions.incrementAndGet() > failsAfter ? 500 : 200;
      answer = "{\"predictions\": [" + answers(body) + "]}";
    }
    String head =
        "HTTP/1.1 %d OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
            .formatted(status, answer.length());
    out.write((head + answer).getBytes(StandardCharsets.ISO_8859_1));
  }

  private String answers(String body) {
    StringBuilder answers = new StringBuilder();
    Matcher row = ROW.matcher(body.replace(" ", ""));
    while (row.find()) {
      double sum = Double.parseDouble(row.group(1)) + Double.parseDouble(row.group(2));
      answers.append(answers.isEmpty() ? "" : ", ").append(sum > threshold ? 1 : 0);
    }
    return answers.toString();
  }
}
