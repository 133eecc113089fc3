package dev.mlbox.jenkins.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy for https: whatever host is asked for, the way leads to one server of this machine. */
final class TunnelProxy implements AutoCloseable {
  private final ServerSocket door;
  private final int server;

  /** What it was asked, head by head. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  private volatile String refusal = "";

  /** One that leads to a port. */
  TunnelProxy(int server) throws IOException {
    this.server = server;
    door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    begin(this::serve);
  }

  private static void begin(Runnable what) {
    Thread thread = new Thread(what);
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return door.getLocalPort();
  }

  /** From now on it opens no way. */
  void refuse(String status) {
    refusal = status;
  }

  private void serve() {
    try {
      while (!door.isClosed()) {
        Socket client = door.accept();
        begin(() -> answer(client));
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  private void answer(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1), 1);
      StringBuilder head = new StringBuilder();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        head.append(line).append('\n');
      }
      asked.add(head.toString());
      if (!refusal.isEmpty()) {
        say(client, refusal + "\r\nProxy-Authenticate: Basic realm=\"here\"\r\nContent-Length: 0");
        return;
      }
      try (Socket there = new Socket(InetAddress.getLoopbackAddress(), server)) {
        say(client, "200 Connection established");
        begin(() -> pass(there, client));
        client.getInputStream().transferTo(there.getOutputStream());
      }
    } catch (IOException e) {
      // One of them has ended.
    }
  }

  private static void say(Socket client, String answer) throws IOException {
    byte[] bytes = ("HTTP/1.1 " + answer + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    client.getOutputStream().write(bytes);
    client.getOutputStream().flush();
  }

  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One of them has ended.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
