import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** What the pods of {@code src/cluster/test} run: answers on port 8080, or asks the address it is given and prints that. */
public final class Echo {
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 1) {
      System.out.write(new URL(arguments[0]).openStream().readAllBytes());
      System.out.flush();
      return;
    }
    try (ServerSocket server = new ServerSocket(8080)) {
      while (true) {
        try (Socket client = server.accept()) {
          client.getInputStream().read(new byte[4096]);
          client.getOutputStream().write("HTTP/1.0 200 OK\r\n\r\necho\n".getBytes(StandardCharsets.US_ASCII));
        }
      }
    }
  }
}
