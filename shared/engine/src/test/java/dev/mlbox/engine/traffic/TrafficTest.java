package dev.mlbox.engine.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.event.Listener;
import dev.mlbox.core.problem.MlboxException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TrafficTest {
  private static final Duration SHORT = Duration.ofMillis(500);

  @TempDir Path folder;

  @Test
  void sendsRowsAgainAndAgain() throws IOException {
    try (Site site = new Site(folder, exchange -> Site.reply(exchange, 200, "{}"))) {
      TrafficReport report = site.send(20, SHORT);
      assertThat(report.requests()).isEqualTo(10);
      assertThat(report.failures()).isZero();
      assertThat(site.bodies).hasSize(10).containsOnly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
      assertThat(site.events)
          .startsWith(
              new Event.Started(
                  "traffic",
                  "20.0 a second to http://%s/predict for 500ms".formatted(site.authority())))
          .endsWith(new Event.Progressed("traffic", 10, 10, "requests"));
    }
  }

  @Test
  void saysWhoAnswered() throws IOException {
    AtomicInteger answered = new AtomicInteger();
    try (Site site =
        new Site(
            folder,
            exchange -> {
              String version = answered.incrementAndGet() <= 3 ? "stable" : "canary";
              exchange.getResponseHeaders().add("mlbox-version", version);
              Site.reply(exchange, 200, "{}");
            })) {
      TrafficReport report = site.send(20, SHORT);
      assertThat(report.answers())
          .extracting(TrafficReport.Answered::version, TrafficReport.Answered::count)
          .containsExactly(tuple("stable", 3L), tuple("canary", 7L));
      TrafficReport.Answered canary = report.answers().get(1);
      assertThat(canary.first()).isBetween(0.1, 0.4);
      assertThat(canary.last()).isBetween(0.4, 2.0);
    }
  }

  @Test
  void countsAnswersThatAreNone() throws IOException {
    AtomicInteger answered = new AtomicInteger();
    try (Site site =
        new Site(
            folder,
            exchange -> {
              switch (answered.getAndIncrement() % 5) {
                case 0 -> Site.reply(exchange, 503, "no\n model");
                case 1 -> Site.reply(exchange, 400, "");
                case 2 -> throw new IOException("hangs up");
                default -> Site.reply(exchange, 200, "{}");
              }
            })) {
      TrafficReport report = site.send(20, SHORT);
      assertThat(report.failures()).isEqualTo(6);
      assertThat(report.failed())
          .containsExactlyInAnyOrder(
              new TrafficReport.Failed("HTTP 503", 2, "no model"),
              new TrafficReport.Failed("HTTP 400", 2, ""),
              new TrafficReport.Failed(
                  "connection broken", 2, "HTTP/1.1 header parser received no bytes"));
      assertThat(report.answers().get(0).count()).isEqualTo(4);
    }
  }

  @Test
  void countsRefusedConnections() throws IOException {
    String authority;
    try (Site site = new Site(folder, exchange -> {})) {
      authority = site.authority();
    }
    TrafficReport report =
        Traffic.send(
            Site.of(folder, Listener.none()), new TrafficRequest("rows.csv", 20, SHORT, null));
    assertThat(report.failed())
        .containsExactly(new TrafficReport.Failed("connection refused", 10, authority));
  }

  /**
   * A stalled server answers all at once; each of them is late since it was due, not since sent.
   */
  @Test
  void countsTheWaitOfRequestsThatWereDueDuringAStall() throws IOException {
    CountDownLatch stall = new CountDownLatch(1);
    try (Site site =
        new Site(
            folder,
            exchange -> {
              awaitQuietly(stall);
              Site.reply(exchange, 200, "{}");
            })) {
      Listener endsStall =
          event -> {
            if (event instanceof Event.Progressed progress && progress.done() == progress.total()) {
              stall.countDown();
            }
          };
      TrafficReport report =
          Traffic.send(
              site.invocation(endsStall), new TrafficRequest("rows.csv", 100, SHORT, null));
      assertThat(report.failures()).isZero();
      TrafficReport.Latency latency = Objects.requireNonNull(report.latency());
      assertThat(latency.max()).isGreaterThan(480);
      assertThat(latency.p50()).isGreaterThan(235);
    }
  }

  @Test
  void doesNotPileUpRequestsWithoutEnd() throws IOException {
    CountDownLatch stall = new CountDownLatch(1);
    try (Site site =
        new Site(
            folder,
            exchange -> {
              awaitQuietly(stall);
              Site.reply(exchange, 200, "{}");
            })) {
      Listener endsStall =
          event -> {
            if (event instanceof Event.Progressed progress && progress.done() == progress.total()) {
              stall.countDown();
            }
          };
      TrafficReport report =
          Traffic.send(
              site.invocation(endsStall), new TrafficRequest("rows.csv", 800, SHORT, null));
      assertThat(report.failed()).isEmpty();
      assertThat(report.unsent()).isEqualTo(144);
      assertThat(report.answers().get(0).count()).isEqualTo(256);
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows ends processes without asking them")
  void printsTheReportWhenTheProcessIsAskedToEnd() throws Exception {
    try (Site site = new Site(folder, exchange -> Site.reply(exchange, 200, "{}"))) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  TrafficMain.class.getName(),
                  folder.toString())
              .redirectErrorStream(true)
              .start();
      try (BufferedReader out = process.inputReader()) {
        String first = out.readLine();
        while (first != null && first.startsWith("SLF4J")) {
          first = out.readLine();
        }
        assertThat(first).isEqualTo("sending");
        // Not Process.destroy, which closes the output as well.
        process.toHandle().destroy();
        String rest = out.lines().filter(line -> !line.equals("sending")).toList().toString();
        assertThat(rest)
            .matches(
                "\\[traffic \\d+ requests to http://%s/predict in \\d.\\d s, .*; stopped before its time, latency .*, answered \\(none\\) .*, failed 0 of \\d+ requests]"
                    .formatted(site.authority()));
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void takesAnotherAddress() throws IOException {
    try (Site site = new Site(folder, exchange -> Site.reply(exchange, 200, "{}"))) {
      for (String url : new String[] {"http://localhost:%d/", "http://localhost:%d/predict"}) {
        TrafficReport report =
            Traffic.send(
                site.invocation(Listener.none()),
                new TrafficRequest("rows.csv", 1, SHORT, url.formatted(site.port())));
        assertThat(report.failures()).isZero();
        assertThat(report.pace().url()).isEqualTo("http://localhost:%d/predict", site.port());
      }
    }
  }

  @Test
  void takesTheRowsThatTheModelIsJudgedOn() throws IOException {
    try (Site site = new Site(folder, exchange -> Site.reply(exchange, 200, "{}"))) {
      Files.copy(folder.resolve("rows.csv"), folder.resolve("test.csv"));

      TrafficReport report =
          Traffic.send(site.invocation(Listener.none()), new TrafficRequest(null, 3, SHORT, null));

      assertThat(report.failures()).isZero();
      assertThat(site.bodies).contains("{\"n\":1}");
    }
  }

  @Test
  void namesAnAddressThatIsNone() throws IOException {
    try (Site site = new Site(folder, exchange -> {})) {
      assertThatThrownBy(
              () ->
                  Traffic.send(
                      site.invocation(Listener.none()),
                      new TrafficRequest("rows.csv", 1, SHORT, "localhost:8080")))
          .isInstanceOf(MlboxException.class)
          .hasMessage(
              "localhost:8080 is no address (--url); expected one such as http://127.0.0.1:8080");
    }
  }

  @Test
  void takesNoAddressWithASecretAndDoesNotRepeatIt() throws IOException {
    try (Site site = new Site(folder, exchange -> {})) {
      for (String url :
          new String[] {"http://bob:s3cret@127.0.0.1:8080", "http://127.0.0.1:8080/x?key=s3cret"}) {
        assertThatThrownBy(
                () ->
                    Traffic.send(
                        site.invocation(Listener.none()),
                        new TrafficRequest("rows.csv", 1, SHORT, url)))
            .isInstanceOf(MlboxException.class)
            .hasMessage(
                "the address has more than a host and a path: a password, a query or a fragment (--url); expected one such as http://127.0.0.1:8080; send through `kubectl port-forward` where the way in asks for a login");
      }
      assertThatThrownBy(
              () ->
                  Traffic.send(
                      site.invocation(Listener.none()),
                      new TrafficRequest("rows.csv", 1, SHORT, "ftp://bob:s3cret@127.0.0.1 /")))
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void sendsTheRowsOfTheEvaluationWhereNoneAreNamed() throws IOException {
    try (Site site = new Site(folder, exchange -> Site.reply(exchange, 200, "{}"))) {
      TrafficRequest request = new TrafficRequest(null, 20, SHORT, null);

      assertThatThrownBy(() -> Traffic.send(site.invocation(Listener.none()), request))
          .hasMessageMatching(
              "data file test.csv does not exist \\(mlbox.yaml:\\d+\\); expected a file of rows,"
                  + " relative to the folder of mlbox.yaml; name one with --data");

      Files.writeString(folder.resolve("test.csv"), "n,late\n7,0\n");
      Traffic.send(site.invocation(Listener.none()), request);
      assertThat(site.bodies).isNotEmpty().allMatch(body -> body.contains("7"));
    }
  }

  @Test
  void asksForTheAddressOfACluster() throws IOException {
    Files.writeString(
        folder.resolve("mlbox.yaml"),
        """
        model: flights
        load: model.onnx
        evaluate: {data: test.csv, target: late}
        deploy: {to: kubernetes, image: registry.example.com/flights}
        """);
    assertThatThrownBy(
            () ->
                Traffic.send(
                    Site.of(folder, Listener.none()),
                    new TrafficRequest("rows.csv", 1, SHORT, null)))
        .isInstanceOf(MlboxException.class)
        .hasMessage(
            "nobody said where the cluster answers for flights (mlbox.yaml:4); expected --url with an address that this machine reaches; run `kubectl port-forward service/flights 8080:80` in another terminal and add --url http://127.0.0.1:8080; on a node of the cluster, --url with the service's CLUSTER-IP");
  }

  @Test
  void refusesARateOrTimeOfNothing() {
    assertThatThrownBy(() -> new TrafficRequest("rows.csv", 0, SHORT, null))
        .hasMessage(
            "a rate of 0.0 requests a second (--rate); expected more than 0, at most 100,000");
    assertThatThrownBy(() -> new TrafficRequest("rows.csv", 1, Duration.ZERO, null))
        .hasMessage("no time to send requests in (--for); expected more than 0");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
