package dev.mlbox.jenkins.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import hudson.ProxyConfiguration;
import hudson.util.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads by https through a proxy; its server has a certificate that it issued itself. */
class TunnelTest {
  private static final String URL = "https://maven.example.com/mlbox.zip.sha256";
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final SSLSocketFactory usual = HttpsURLConnection.getDefaultSSLSocketFactory();
  private final List<Headers> seen = new CopyOnWriteArrayList<>();
  private HttpsServer server;
  private TunnelProxy proxy;

  @BeforeEach
  void serve(@TempDir Path folder) throws Exception {
    SSLContext ours = context(folder.resolve("keys.p12"));
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(ours));
    server.createContext(
        "/",
        exchange -> {
          seen.add(exchange.getRequestHeaders());
          byte[] body = "content".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    proxy = new TunnelProxy(server.getAddress().getPort());
    HttpsURLConnection.setDefaultSSLSocketFactory(ours.getSocketFactory());
  }

  @AfterEach
  void stop() throws IOException {
    HttpsURLConnection.setDefaultSSLSocketFactory(usual);
    proxy.close();
    server.stop(0);
  }

  /** Made by the program of the JDK for it: Java has no public way to issue a certificate. */
  private static SSLContext context(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=maven.example.com",
                "-ext",
                "SAN=dns:maven.example.com",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("server", store.getCertificate("server"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private String text() throws IOException {
    ProxyConfiguration settings =
        new ProxyConfiguration("127.0.0.1", proxy.port(), "jenkins", "pröxy", "");
    String login = Access.login("ci", Secret.fromString("s3cret"));
    return new Download(URL, new Access(Optional.of(settings), login)).text();
  }

  @Test
  void theServerGetsItsOwnPasswordAndNotTheProxys() throws IOException {
    assertThat(text()).isEqualTo("content");

    assertThat(proxy.asked)
        .singleElement()
        .asString()
        .startsWith("CONNECT maven.example.com:443 HTTP/1.1\n")
        .doesNotContain("\nAuthorization");
    assertThat(seen)
        .singleElement()
        .satisfies(
            headers -> {
              assertThat(headers.getFirst("Authorization")).startsWith("Basic ");
              assertThat(headers).doesNotContainKey("Proxy-authorization");
            });
  }

  @Test
  void aProxyThatWantsAPasswordForHttpsSaysWhatJavaNeeds() {
    proxy.refuse("407 Proxy Authentication Required");

    assertThatThrownBy(this::text)
        .hasMessage(
            URL
                + " was not read: the proxy wants a user and password, which Java does not send for"
                + " https unless the controller is started with"
                + " -Djdk.http.auth.tunneling.disabledSchemes= (nothing after the equals sign);"
                + " Jenkins' own downloads by https need that as well.");
    assertThat(seen).isEmpty();
  }

  @Test
  void aProxyThatOpensNoWayIsNotTakenForTheServer() {
    proxy.refuse("403 Forbidden");

    assertThatThrownBy(this::text)
        .hasMessage(
            URL + " was not read: the proxy answers 403 and opens no way to the server.");
  }

  @Test
  void anAuthorityThatJavaDoesNotTrustIsSaidWithTheRemedy() {
    HttpsURLConnection.setDefaultSSLSocketFactory(usual);

    assertThatThrownBy(this::text)
        .hasMessage(
            URL
                + " was not read: the Java of the controller does not trust the certificate of the"
                + " server; add that of its authority to the trusted ones.");
  }
}
