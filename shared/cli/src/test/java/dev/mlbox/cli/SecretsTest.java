package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is secret in an address is in no output, no report and no file of the reports. */
@Timeout(120)
class SecretsTest {
  private static final String SECRET = "s3cr3t";

  @TempDir private Path folder;
  private final HttpServer server;

  SecretsTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          boolean known = path.startsWith("/ok/");
          byte[] body = known ? Files.readAllBytes(folder.resolve(path.substring(4))) : new byte[0];
          exchange.sendResponseHeaders(known ? 200 : 403, known ? body.length : -1);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url(String login, String path) {
    return "http://%s127.0.0.1:%d/%s?X-Amz-Signature=%s"
        .formatted(login, server.getAddress().getPort(), path, SECRET);
  }

  private Shell shell(String data) throws IOException {
    Shell shell = new Shell(folder);
    if (!Files.exists(folder.resolve("model.onnx"))) {
      shell.fixture("tiny-binary.onnx", "model.onnx");
      shell.fixture("tiny-table.csv", "test.csv");
    }
    shell.write(
        "mlbox.yaml",
        """
        model: tiny
        load: model.onnx
        evaluate:
          data: "%s"
          target: bought
          gates: [roc_auc >= 0.6]
        deploy: {to: local, port: 1}
        """
            .formatted(data));
    return shell;
  }

  private void tellsNothing(Shell shell, int code, String command, String... more)
      throws IOException {
    int actual = shell.run(command, more);
    assertThat(shell.out()).doesNotContain(SECRET);
    assertThat(shell.err()).doesNotContain(SECRET);
    assertThat(actual).as(shell.err()).isEqualTo(code);
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> telling =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.endsWith("mlbox.yaml"))
              .filter(SecretsTest::tells)
              .toList();
      assertThat(telling).isEmpty();
    }
  }

  private static boolean tells(Path file) {
    try {
      return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
          .contains(SECRET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String reportFile() {
    return folder.resolve("report.json").toString();
  }

  @Test
  void aSignatureThatIsGood() throws IOException {
    Shell shell = shell(url("", "ok/test.csv"));
    tellsNothing(shell, 0, "check", "--dry-run");
    tellsNothing(shell, 0, "check", "--report-file", reportFile(), "--pr");
    tellsNothing(shell, 0, "box", "--output", "json");
    shell.run("doctor");
    assertThat(shell.out() + shell.err()).contains("test.csv").doesNotContain(SECRET);
  }

  @Test
  void aSignatureThatHasExpired() throws IOException {
    Shell shell = shell(url("", "test.csv"));
    tellsNothing(shell, 4, "check", "--report-file", reportFile(), "--pr");
    assertThat(shell.err()).contains("/test.csv` answered with status 403");
  }

  @Test
  void aTokenInOriginsAddress() throws Exception {
    Shell shell = shell("test.csv");
    shell.write(
        "mlbox.yaml",
        """
        model: tiny
        load: model.onnx
        evaluate:
          data: test.csv
          target: bought
          reuse_budget: 20
          gates: [accuracy >= baseline - 0.1]
        deploy: {to: local, port: 1}
        """);
    String origin = url(SECRET + "@", "team/x.git").replaceFirst("\\?.*", "");
    try (Git git = Git.init().setDirectory(shell.folder.toFile()).call()) {
      PersonIdent ana = new PersonIdent("Ana", "ana@example.com");
      git.commit().setAuthor(ana).setCommitter(ana).setSign(false).setMessage("Begin").call();
      git.remoteAdd().setName("origin").setUri(new URIish(origin)).call();
      assertThat(shell.run("check", "--report-file", reportFile())).isEqualTo(5);
    }
    assertThat(shell.out())
        .contains(
            "the baselines of origin cannot be fetched: "
                + url("", "team/x.git").replaceFirst("\\?.*", ""))
        .doesNotContain(SECRET);
    assertThat(shell.err())
        .contains("looks at the data cannot be counted: the baselines of origin cannot be fetched")
        .doesNotContain(SECRET);
    assertThat(Files.readString(Path.of(reportFile()))).doesNotContain(SECRET);
  }

  /** What people write first, and what it has to be replaced by. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "load: 'https://ana:s3cr3t@127.0.0.1/x.onnx?sig=s3cr3t'",
        "load: {form: 'https://ana:s3cr3t@127.0.0.1/x.onnx?sig=s3cr3t'}",
        "notify: https://hooks.slack.com/services/T0/B0/s3cr3t",
        "notify: ['https://hooks.slack.com/services/T0/B0/s3cr3t']",
        "notify: [{hook: SLACK, as: 'https://hooks.slack.com/services/T0/B0/s3cr3t'}]",
        "server: {address: 'http://u:s3cr3t@127.0.0.1/p?k=s3cr3t'}",
        "baseline: {store: 's3://KEY:ab/s3cr3t@bucket/p'}",
        "baseline: 'file:https://u:s3cr3t@127.0.0.1/x.csv'",
        "deploy: {storage: {at: 's3://KEY:ab/s3cr3t@bucket/p'}}",
        "deploy: {canary: ['https://u:s3cr3t@127.0.0.1/']}",
        "evaluate: {data: 's3://KEY:ab/s3cr3t@bucket/x.csv', target: bought}",
        "evaluate: {data: 's3://KEY:ab/s3cr3t@bucket/*.csv', target: bought}",
      })
  void anAddressInTheWrongPlace(String line) throws IOException {
    Shell shell = shell("test.csv");
    String key = line.substring(0, line.indexOf(':'));
    String rest =
        Files.readString(folder.resolve("mlbox.yaml"))
            .replaceAll("(?m)^%s:.*\n(  .*\n)*".formatted(key.equals("server") ? "load" : key), "");
    shell.write("mlbox.yaml", rest + line + "\n");
    tellsNothing(shell, 4, "check", "--report-file", reportFile(), "--pr");
  }

  @Test
  void theAddressOfAHookIsSaidToBelongIntoAVariable() throws IOException {
    Shell shell = shell("test.csv");
    shell.write(
        "mlbox.yaml",
        Files.readString(folder.resolve("mlbox.yaml"))
            + "notify: ['https://hooks.slack.com/services/T0/B0/s3cr3t']\n");
    tellsNothing(shell, 4, "check");
    assertThat(shell.err())
        .contains("item 1 of `notify` is text, which is not repeated here")
        .contains("put the address into a variable and name that: `- {hook: SLACK_HOOK}`");
  }

  @Test
  void aPassword() throws IOException {
    Shell shell = shell(url("ana:" + SECRET + "@", "ok/test.csv"));
    tellsNothing(shell, 4, "check", "--report-file", reportFile());
    assertThat(shell.err()).contains("contains a user or password");
  }
}
