package dev.mlbox.jenkins.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.ProxyConfiguration;
import hudson.util.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final String FILE = "/releases/mlbox.zip.sha256";
  private static final Access OPEN = new Access(Optional.empty(), "");

  private ArchiveServer server;

  @BeforeEach
  void serve() throws IOException {
    server = new ArchiveServer();
    server.put(FILE, "content".getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String text(String url, Access access) throws IOException {
    return new Download(url, access).text();
  }

  private static Access login() {
    return new Access(Optional.empty(), Access.login("ci", Secret.fromString("s3cret")));
  }

  private Access proxy(String direct) {
    return new Access(
        Optional.of(
            new ProxyConfiguration("127.0.0.1", server.port(), "jenkins", "pröxy", direct)),
        "");
  }

  private static String basic(String pair) {
    return "Basic "
        + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void goesThroughTheProxyOfJenkinsSettingsWithItsUserAndPassword() throws IOException {
    assertThat(text("http://maven.example.com" + FILE, proxy(""))).isEqualTo("content");
    assertThat(server.header(FILE, "Proxy-Authorization")).isEqualTo(basic("jenkins:pröxy"));
    assertThat(server.header(FILE, "Host")).isEqualTo("maven.example.com");
  }

  @Test
  void aHostThatNeedsNoProxyDoesNotGetTheProxysPassword() throws IOException {
    assertThat(text(server.url(FILE), proxy("127.0.0.1"))).isEqualTo("content");
    assertThat(server.header(FILE, "Proxy-Authorization")).isEmpty();
  }

  @Test
  void aProxyThatWantsAnotherPasswordIsNamedAsWhatIsInTheWay() {
    server.refuse(407);
    assertThatThrownBy(() -> text("http://maven.example.com" + FILE, proxy("")))
        .isInstanceOf(AbortException.class)
        .hasMessage(
            "http://maven.example.com"
                + FILE
                + " was not read: the proxy of Jenkins' settings wants another user and password"
                + " (407).");
  }

  @Test
  void aRepositoryGetsUserAndPasswordWithoutAskingForThem() throws IOException {
    assertThat(text(server.url(FILE), login())).isEqualTo("content");
    assertThat(server.header(FILE, "Authorization")).isEqualTo(basic("ci:s3cret"));
  }

  @Test
  void aRepositoryThatAsksForThemSaysWhereToChooseThem() {
    server.refuse(401);
    assertThatThrownBy(() -> text(server.url(FILE), OPEN))
        .hasMessage(
            server.url(FILE)
                + " was not read: the server wants a user and password (401), choose credentials"
                + " in the installer's form.");
  }

  @Test
  void credentialsThatAreRefusedAreNotMissing() {
    server.refuse(403);
    assertThatThrownBy(() -> text(server.url(FILE), login()))
        .hasMessage(
            server.url(FILE)
                + " was not read: the server refuses the chosen credentials (403).");
  }

  @Test
  void anotherServerThatItRedirectsToGetsNoPassword() throws IOException {
    try (ArchiveServer store = new ArchiveServer()) {
      store.put("/blob", "from the store".getBytes(StandardCharsets.UTF_8));
      server.redirect(FILE, store.url("/blob"));

      assertThat(text(server.url(FILE), login())).isEqualTo("from the store");
      assertThat(store.wasAsked("/blob")).isTrue();
      assertThat(store.header("/blob", "Authorization")).isEmpty();
    }
  }

  @Test
  void aRedirectWithinTheServerKeepsIt() throws IOException {
    server.put("/blob", "moved".getBytes(StandardCharsets.UTF_8));
    server.redirect(FILE, "/blob");

    assertThat(text(server.url(FILE), login())).isEqualTo("moved");
    assertThat(server.header("/blob", "Authorization")).isEqualTo(basic("ci:s3cret"));
  }

  @Test
  void noRedirectLeadsToAFileOfTheControllerOrInACircle() {
    server.redirect(FILE, "file:///etc/hostname");
    assertThatThrownBy(() -> text(server.url(FILE), OPEN))
        .hasMessageEndingWith("the server redirects from http to file, which is not followed.");

    server.redirect(FILE, FILE);
    assertThatThrownBy(() -> text(server.url(FILE), OPEN))
        .hasMessageEndingWith("the server redirects more than 5 times.");
  }

  @Test
  void anAnswerWithoutAFileIsSaidByItsNumber() {
    server.refuse(503);
    assertThatThrownBy(() -> text(server.url(FILE), OPEN))
        .hasMessageEndingWith(" was not read: the server answers 503.");
  }
}
