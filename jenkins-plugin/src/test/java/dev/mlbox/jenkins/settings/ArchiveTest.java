package dev.mlbox.jenkins.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.FilePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  private static final String PATH = "/dev/mlbox/mlbox-cli/0.1.0/mlbox-cli-0.1.0-bin.zip";
  private static final String OTHER = "0".repeat(64);

  @TempDir private Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private ArchiveServer server;
  private String digest;

  @BeforeEach
  void serve() throws IOException {
    server = new ArchiveServer();
    digest = server.put(PATH, ArchiveServer.zip("mlbox-cli-0.1.0.jar", "first"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void install(String url, String sha256, String agent)
      throws IOException, InterruptedException {
    new Archive(url, sha256, folder.resolve("caches"), new Access(Optional.empty(), ""))
        .unpackInto(agent(agent), new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  private FilePath agent(String name) {
    return new FilePath(folder.resolve(name).toFile());
  }

  private Path jar(String agent) {
    return folder.resolve(agent).resolve("mlbox-cli-0.1.0.jar");
  }

  private static String message(String url, String why, Path place) {
    return url
        + " was not downloaded: "
        + why
        + ". Nothing was installed; try again, or where the controller has no way out put the"
        + " archive there as "
        + place
        + ".";
  }

  @Test
  void isUnpackedAndSaysWhatItDoes() throws Exception {
    install(server.url(PATH), digest, "agent");

    assertThat(jar("agent")).hasContent("first");
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            "mlbox: downloading "
                + server.url(PATH)
                + "\nmlbox: unpacking into "
                + folder.resolve("agent")
                + "\n");
  }

  @Test
  void aSecondUseNeedsNoNetworkOnTheSameAgentNorOnAnother() throws Exception {
    String url = server.url(PATH);
    install(url, digest, "agent");
    server.close();
    said.reset();

    install(url, digest, "agent");
    assertThat(said.size()).as("nothing is done twice").isZero();
    install(url, digest, "other");
    assertThat(jar("other")).hasContent("first");
  }

  @Test
  void aDigestBesideTheArchiveIsReadOnce() throws Exception {
    String url = server.url(PATH);
    server.put(PATH + ".sha256", (digest + "  mlbox-cli-0.1.0-bin.zip\n").getBytes(StandardCharsets.UTF_8));
    install(url, "", "agent");
    server.close();

    install(url, "", "other");
    assertThat(jar("other")).hasContent("first");
  }

  @Test
  void withoutAnyDigestNothingIsInstalled() {
    assertThatThrownBy(() -> install(server.url(PATH), "", "agent"))
        .hasMessage(
            server.url(PATH)
                + ".sha256 was not read: there is no such file. Without a SHA-256 nothing is"
                + " installed; give that of the archive in the installer's form.");
    assertThat(jar("agent")).doesNotExist();
  }

  @Test
  void aPageInPlaceOfADigestIsNone() {
    server.put(PATH + ".sha256", "<html>sign in</html>".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> install(server.url(PATH), "", "agent"))
        .hasMessageStartingWith(
            server.url(PATH) + ".sha256 does not begin with 64 hexadecimal digits. Without");
  }

  @Test
  void anotherArchiveIsRefusedAndNotKept() {
    assertThatThrownBy(() -> install(server.url(PATH), OTHER, "agent"))
        .hasMessage(
            server.url(PATH)
                + " has SHA-256 "
                + digest
                + ", expected "
                + OTHER
                + ". Nothing was installed; correct the digest, or find out who changed the"
                + " archive.");
    assertThat(jar("agent")).doesNotExist();
    assertThat(folder.resolve("caches")).isEmptyDirectory();
  }

  @Test
  void aDownloadThatBreaksOffIsSaidAndNotKept() {
    server.cutAt(20);
    Path place = folder.resolve("caches").resolve(digest + ".zip");
    assertThatThrownBy(() -> install(server.url(PATH), digest, "agent"))
        .hasMessageStartingWith(server.url(PATH) + " was not downloaded: ")
        .hasMessageNotContaining("find out who changed");
    assertThat(folder.resolve("caches")).isEmptyDirectory();
    assertThat(jar("agent")).doesNotExist();
    assertThat(place).doesNotExist();
  }

  @Test
  void anArchiveThatIsNotThereIsSaid() {
    String url = server.url("/nothing.zip");
    assertThatThrownBy(() -> install(url, digest, "agent"))
        .as("it is no trace in a build's log")
        .isInstanceOf(AbortException.class)
        .hasMessage(message(url, "there is no such file", folder.resolve("caches").resolve(digest + ".zip")));
  }

  @Test
  void whereThereIsNoNetworkAnArchivePutThereByHandIsTaken() throws Exception {
    server.close();
    String url = server.url(PATH);
    Path place = folder.resolve("caches").resolve(digest + ".zip");
    assertThatThrownBy(() -> install(url, digest, "agent"))
        .hasMessageContaining("put the archive there as " + place + ".");

    Files.write(place, ArchiveServer.zip("mlbox-cli-0.1.0.jar", "first"));
    install(url, digest, "agent");
    assertThat(jar("agent")).hasContent("first");
  }

  @Test
  void aFileThatSomebodyPutThereIsCheckedToo() throws Exception {
    Path place = folder.resolve("caches").resolve(digest + ".zip");
    Files.createDirectories(folder.resolve("caches"));
    Files.write(place, ArchiveServer.zip("mlbox-cli-0.1.0.jar", "other"));

    install(server.url(PATH), digest, "agent");
    assertThat(jar("agent")).as("downloaded instead").hasContent("first");
  }

  @Test
  void anotherVersionTakesThePlaceOfTheOneBefore() throws Exception {
    install(server.url(PATH), digest, "agent");
    String next = server.put("/next.zip", ArchiveServer.zip("mlbox-cli-0.2.0.jar", "second"));
    install(server.url("/next.zip"), next, "agent");

    assertThat(jar("agent")).doesNotExist();
    assertThat(folder.resolve("agent/mlbox-cli-0.2.0.jar")).hasContent("second");
  }

  @Test
  void unpackingThatWasCutIsDoneAgain() throws Exception {
    install(server.url(PATH), digest, "agent");
    Files.delete(folder.resolve("agent/.mlbox-sha256"));
    Files.writeString(jar("agent"), "half");

    install(server.url(PATH), digest, "agent");
    assertThat(jar("agent")).hasContent("first");
  }
}
