package dev.mlbox.engine.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which registries are asked with a password, and on whose word. */
@Timeout(60)
class RegistryTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private static final List<InetAddress> PRIVATE = List.of(address(10, 0, 0, 5));

  @TempDir private Path folder;

  private static InetAddress address(int... parts) {
    byte[] bytes = new byte[parts.length];
    for (int i = 0; i < parts.length; i++) {
      bytes[i] = (byte) parts[i];
    }
    try {
      return InetAddress.getByAddress("registry.corp", bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoShowsAnyCertificateInAPrivateNetworkHasToShowTheRightOne() throws Exception {
    try (ServerSocket server = secured(InetAddress.getLoopbackAddress())) {
      serve(server, client -> ((SSLSocket) client).startHandshake());
      assertThat(Trust.of(PRIVATE, false, () -> shows(server))).isEqualTo(Trust.VERIFIED);
      assertThat(Trust.of(PRIVATE, true, () -> shows(server))).isEqualTo(Trust.BLIND);
    }
  }

  @Test
  void whoHasNoTlsInAPrivateNetworkGetsNoPassword() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      serve(
          server,
          client -> client.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(UTF_8)));
      assertThat(Trust.of(PRIVATE, false, () -> shows(server))).isEqualTo(Trust.NAMELESS);
    }
  }

  @Test
  void whoIsNotInAPrivateNetworkHasToShowACertificate() throws Exception {
    List<InetAddress> mixed = List.of(PRIVATE.get(0), InetAddress.getByName("192.0.2.7"));
    assertThat(Trust.of(mixed, false, () -> false)).isEqualTo(Trust.VERIFIED);
  }

  @Test
  void thisMachineIsTakenAtItsWord() {
    assertThat(new Registry("127.0.0.1:5000").trust(false)).isEqualTo(Trust.BLIND);
  }

  @Test
  void everyAddressOfANameIsTried() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    ServerSocket dead = new ServerSocket(0, 1, here);
    InetSocketAddress gone = new InetSocketAddress(here, dead.getLocalPort());
    dead.close();
    try (ServerSocket alive = new ServerSocket(0, 1, here)) {
      InetSocketAddress open = new InetSocketAddress(here, alive.getLocalPort());
      assertThat(Knock.atAnyOf(List.of(gone, open))).isEqualTo(open);
    }
  }

  @Test
  void aRegistryWithoutAPortMayListenOn80WhereItNeedsNoTls() {
    List<InetAddress> all = List.of(InetAddress.getLoopbackAddress());
    assertThat(new Registry("registry.lan").doors(all, true))
        .extracting(InetSocketAddress::getPort)
        .containsExactly(443, 80);
    assertThat(new Registry("registry.lan").doors(all, false))
        .extracting(InetSocketAddress::getPort)
        .containsExactly(443);
    assertThat(new Registry("registry.lan:5000").doors(all, true))
        .extracting(InetSocketAddress::getPort)
        .containsExactly(5000);
  }

  private interface Answer {
    void to(Socket client) throws IOException;
  }

  private static void serve(ServerSocket server, Answer answer) {
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                  answer.to(client);
                } catch (IOException e) {
                  // Who does not trust us leaves.
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static boolean shows(ServerSocket server) {
    return Knock.showsCertificate(
        new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), "registry.corp");
  }

  /** With a certificate that nobody vouches for. */
  private ServerSocket secured(InetAddress here) throws Exception {
    Path file = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "registry",
                "-keyalg",
                "EC",
                "-dname",
                "CN=registry",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(50, TimeUnit.SECONDS)).isTrue();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    return tls.getServerSocketFactory().createServerSocket(0, 50, here);
  }
}
