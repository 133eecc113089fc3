package dev.mlbox.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.mlbox.core.judge.OwnMetric;
import dev.mlbox.core.judge.OwnMetric.Down;
import dev.mlbox.core.judge.OwnMetric.Form;
import dev.mlbox.core.judge.OwnMetric.Source;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over real HTTP; Prometheus' answers are those of version 2.42. */
class OwnMetricReaderTest {
  private final OwnMetricReader reader = new OwnMetricReader(System.getenv());
  private HttpServer server;
  private String base = "";
  private int status = 200;
  private String answer = "";
  private String asked = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked = exchange.getRequestURI().toString();
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    base = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private double read(Source source) {
    return reader.read(
        new OwnMetric("m", source, Form.LEVEL, true, Duration.ofSeconds(15), Down.REVERT), "v2");
  }

  private Source query() {
    return new Source.Prometheus(base, "sum(refunds_total{version=\"$version\"})");
  }

  private void says(Source source, String message) {
    assertThatThrownBy(() -> read(source)).hasMessage(message);
  }

  @Test
  void aQueryIsAskedForTheVersion() {
    answer =
        """
        {"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1700000000.1,"42"]}]}}""";
    assertThat(read(query())).isEqualTo(42);
    assertThat(asked)
        .isEqualTo("/api/v1/query?query=sum%28refunds_total%7Bversion%3D%22v2%22%7D%29");
  }

  @Test
  void noSeriesIsNoZero() {
    answer = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";
    says(
        query(),
        "`sum(refunds_total{version=\"v2\"})` has no series (%s); if version v2 has just nothing to count yet, add `or vector(0)`"
            .formatted(base));
  }

  @Test
  void severalSeriesAreNotGuessedFrom() {
    answer =
        """
        {"status":"success","data":{"resultType":"vector","result":[{"value":[1,"1"]},{"value":[1,"2"]}]}}""";
    says(
        query(),
        "`sum(refunds_total{version=\"v2\"})` has 2 series; sum them (%s)".formatted(base));
  }

  @Test
  void aQueryThatIsRefusedIsShownWithTheReason() {
    status = 400;
    answer = "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error: eh\"}";
    says(
        query(),
        "Prometheus refuses `sum(refunds_total{version=\"v2\"})`: parse error: eh (%s)"
            .formatted(base));
  }

  @Test
  void aQuotientOfNothingIsNoNumber() {
    answer =
        """
        {"status":"success","data":{"resultType":"vector","result":[{"value":[1,"NaN"]}]}}""";
    says(query(), "the value is NaN, which is no number (sum(refunds_total{version=\"v2\"}))");
  }

  @Test
  void aValueInJsonIsFoundByItsPointer() {
    answer = "{\"data\": {\"eur\": 12.5}}";
    assertThat(read(new Source.Web(base + "/revenue/$version", "/data/eur"))).isEqualTo(12.5);
    assertThat(asked).isEqualTo("/revenue/v2");
    says(
        new Source.Web(base + "/$version", "/data/usd"),
        "there is nothing at /data/usd (%s/v2)".formatted(base));
    answer = "7\n";
    assertThat(read(new Source.Web(base + "/$version", ""))).isEqualTo(7);
  }

  @Test
  void aSourceThatIsDownIsToldByItsHost() {
    server.stop(0);
    assertThatThrownBy(() -> read(query()))
        .hasMessageStartingWith(base.substring("http://".length()) + " does not answer: ");
  }

  @Test
  void whatIsSecretInAnAddressIsInNoMessage() {
    String secret =
        base.replace("://", "://ana:s3cr3t@") + "/refunds?api_key=s3cr3t&model=$version";
    status = 401;
    answer = "{}";
    says(new Source.Web(secret, ""), "the answer has status 401 (%s/refunds)".formatted(base));
    status = 200;
    says(
        new Source.Web(secret, ""),
        "the value is {}, which is no number (%s/refunds)".formatted(base));
    says(new Source.Web(secret, "/eur"), "there is nothing at /eur (%s/refunds)".formatted(base));
    says(
        new Source.Web("ftp" + secret.substring(4), ""),
        "ftp%s/refunds is no web address; expected http:// or https:// and a host"
            .formatted(base.substring(4)));
    says(
        new Source.Web(secret + "&from=last week", ""),
        "this is no address: Illegal character in query (%s/refunds)".formatted(base));
    says(
        new Source.Prometheus(secret.replace("/refunds", ""), "up"),
        "Prometheus refuses `up`: status 200 (%s)".formatted(base));
  }

  @Test
  void theLastLineOfACommandCounts(@TempDir Path folder) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    says(
        new Source.Command("'%s' -version".formatted(java), folder),
        "the value is %s, which is no number (`'%s' -version`)".formatted(vmLine(), java));
    assertThatThrownBy(() -> read(new Source.Command("no-such-program $version", folder)))
        .hasMessageStartingWith("there is no program `no-such-program` (deploy.revert_if)")
        .extracting(thrown -> ((MlboxException) thrown).fault())
        .isEqualTo(Fault.BROKEN);
  }

  private static String vmLine() {
    return "%s (build %s, %s)"
        .formatted(
            System.getProperty("java.vm.name"),
            System.getProperty("java.vm.version"),
            System.getProperty("java.vm.info"));
  }
}
