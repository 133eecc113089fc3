package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.judge.LatencyBuckets;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a box says on its two ports. */
class BoxTest {
  private final Boxes boxes;
  private final Caller caller = new Caller();

  BoxTest(@TempDir Path folder) {
    boxes = new Boxes(folder);
  }

  @AfterEach
  void stopAll() {
    boxes.close();
  }

  @Test
  void aBoxThatCannotAnswerForLongIsNeitherReadyNorLive() {
    AtomicBoolean able = new AtomicBoolean(true);
    RunningBox box = boxes.box("v1", FakePredictor.fast().ableIf(able::get));
    assertThat(caller.get(box.port(), "/v2/health/live").status()).isEqualTo(200);
    able.set(false);
    assertThat(caller.get(box.port(), "/v2/health/ready").status()).isEqualTo(503);
    assertThat(caller.get(box.port(), "/v2/health/live").body()).isEqualTo("{\"live\":false}");
    able.set(true);
    assertThat(caller.get(box.port(), "/v2/health/ready").status()).isEqualTo(200);
  }

  @Test
  void answersRows() {
    RunningBox box = boxes.box("v1", FakePredictor.fast());
    assertThat(caller.predict(box, "{\"x\":1}").body()).isEqualTo("{\"predictions\":[2.0]}");
    assertThat(caller.predict(box, "[{\"x\":1},{\"x\":2}]").body())
        .isEqualTo("{\"predictions\":[2.0,4.0]}");
    assertThat(caller.predict(box, "{\"rows\":[{\"x\":1,\"y\":null}]}").body())
        .isEqualTo("{\"predictions\":[2.0]}");
    assertThat(caller.predict(box, "[]").body()).isEqualTo("{\"predictions\":[]}");
  }

  @Test
  void speaksTheOpenInferenceProtocol() {
    RunningBox box = boxes.box("v1", FakePredictor.fast());
    String body =
        """
        {"id":"a","inputs":[{"name":"x","shape":[2],"datatype":"FP64","data":[1,2]}]}
        """;
    assertThat(caller.post(box.port(), "/v2/models/doubler/infer", body).body())
        .isEqualTo(
            """
            {"model_name":"doubler","model_version":"v1","id":"a","outputs":[\
            {"name":"label","datatype":"FP64","shape":[2],"data":[2.0,4.0]}]}\
            """);
    assertThat(caller.get(box.port(), "/v2/models/doubler").body())
        .isEqualTo(
            """
            {"name":"doubler","versions":["v1"],"platform":"onnx",\
            "inputs":[{"name":"x","datatype":"FP64","shape":[-1]}],\
            "outputs":[{"name":"label","datatype":"FP64","shape":[-1]}],\
            "features":[],"digest":"sha256:0","provenance":{"commit":"abc"}}\
            """);
    assertThat(caller.get(box.port(), "/v2").body())
        .isEqualTo("{\"name\":\"mlbox\",\"version\":\"v1\",\"extensions\":[]}");
    assertThat(caller.get(box.port(), "/v2/models/doubler/ready").status()).isEqualTo(200);
    assertThat(caller.get(box.port(), "/v2/health/live").body()).isEqualTo("{\"live\":true}");
    assertThat(caller.get(box.port(), "/v2/health/ready").body()).isEqualTo("{\"ready\":true}");
  }

  @Test
  void aMistypedColumnIsNamedBesideTheOneThatIsMissing() {
    RunningBox box = boxes.box("v1", FakePredictor.fast());
    Caller.Heard heard = caller.predict(box, "{\"rows\":[{\"xx\":1,\"y\":[{\"z\":2}]}]}");

    refused(heard, 400, "column x is missing");
    assertThat(heard.json().at("/error/remedy").asText())
        .isEqualTo("the request has xx, y, which the model does not take");
  }

  @Test
  void saysWhatItCannotDo() {
    RunningBox box = boxes.box("v1", FakePredictor.fast());
    refused(caller.predict(box, "{\"x\":"), 400, "the body is not JSON: Unexpected end-of-input");
    refused(caller.predict(box, "{\"y\":1}"), 400, "column x is missing");
    refused(
        caller.predict(box, "x=1", "content-type", "text/plain"),
        415,
        "the content type is text/plain");
    refused(caller.get(box.port(), "/predict"), 405, "the method is GET");
    refused(caller.get(box.port(), "/"), 404, "there is nothing at /");
    assertThat(caller.get(box.port(), "/").json().at("/error/expected").asText())
        .startsWith("POST /predict");
    refused(caller.get(box.port(), "/v2/models/other"), 404, "there is no model other");
    refused(
        caller.post(box.port(), "/v2/models/other/infer", "{}"), 404, "there is no model other");
    refused(caller.get(box.metricsPort(), "/"), 404, "there is nothing to GET / here");
    assertThat(
            caller
                .predict(box, Caller.ROW, "content-type", "application/json; charset=utf-8")
                .status())
        .isEqualTo(200);
  }

  @Test
  void takesJsonOfWhichCurlSaysThatItIsAForm() {
    RunningBox box = boxes.box("v1", FakePredictor.fast());
    String form = "application/x-www-form-urlencoded";
    assertThat(caller.predict(box, Caller.ROW, "content-type", form).status()).isEqualTo(200);
    assertThat(caller.predict(box, " \n[" + Caller.ROW + "]", "content-type", form).status())
        .isEqualTo(200);
    refused(caller.predict(box, "x=1", "content-type", form), 415, "the content type is " + form);
    refused(caller.predict(box, " ", "content-type", form), 415, "the content type is " + form);
  }

  @Test
  void refusesWhatIsTooLarge() throws Exception {
    RunningBox box = boxes.box("v1", FakePredictor.fast(), "MLBOX_REQUEST_LIMIT=100");
    String large = " ".repeat(100) + Caller.ROW;
    Caller.Heard heard = caller.predict(box, large);
    refused(heard, 413, "the body has 109 bytes");
    assertThat(heard.json().at("/error/expected").asText())
        .isEqualTo("at most 100 bytes (MLBOX_REQUEST_LIMIT)");
    assertThat(
            said(
                box.port(),
                "POST /predict HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"
                    + "40\r\n"
                    + " ".repeat(64)
                    + "\r\n40\r\n"
                    + " ".repeat(64)
                    + "\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 413 ")
        .contains("the body has more than 100 bytes");
    assertThat(caller.predict(box).status()).isEqualTo(200);
  }

  @Test
  void doesNotWaitForeverForABody() throws Exception {
    RunningBox box = boxes.box("v1", FakePredictor.fast(), "MLBOX_TIME_LIMIT=100ms");
    assertThat(said(box.port(), "POST /predict HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{"))
        .startsWith("HTTP/1.1 408 ")
        .contains("the body was not there after 100 ms");
  }

  @Test
  void doesNotWaitForeverForAModel() {
    RunningBox box = boxes.box("v1", FakePredictor.hanging(), "MLBOX_TIME_LIMIT=100ms");
    Caller.Heard heard = caller.predict(box);
    refused(heard, 504, "the model did not answer within 100 ms");
    assertThat(heard.header("mlbox-handler-micros")).isEmpty();
    var counts = caller.counts(box, "", 0).stable();
    assertThat(counts.errors()).isEqualTo(1);
    assertThat(counts.latency()[LatencyBuckets.NEVER]).isEqualTo(1);
  }

  @Test
  void refusesWhatItCannotKeepWaiting() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    Semaphore gate = new Semaphore(0);
    RunningBox box = boxes.box("v1", FakePredictor.gated(entered, gate), "MLBOX_THREADS=1");
    List<CompletableFuture<Caller.Heard>> heard = new ArrayList<>();
    heard.add(caller.predictLater(box));
    entered.await();
    for (int i = 0; i < 65; i++) {
      heard.add(caller.predictLater(box));
    }
    Caller.Heard refused =
        CompletableFuture.anyOf(heard.toArray(CompletableFuture[]::new))
            .thenApply(Caller.Heard.class::cast)
            .get();
    refused(refused, 503, "64 requests are waiting for the model already");
    gate.release(66);
    assertThat(heard.stream().map(CompletableFuture::join).filter(one -> one.status() == 200))
        .hasSize(65);
    assertThat(caller.counts(box, "", 0).stable().errors()).isEqualTo(1);
  }

  @Test
  void aSlowModelHoldsUpNothingElse() {
    RunningBox box = boxes.box("v1", FakePredictor.hanging(), "MLBOX_TIME_LIMIT=60s");
    List<CompletableFuture<Caller.Heard>> hanging = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      hanging.add(caller.predictLater(box));
    }
    for (int i = 0; i < 20; i++) {
      assertThat(caller.get(box.port(), "/v2/health/ready").status()).isEqualTo(200);
    }
    assertThat(caller.get(box.metricsPort(), "/metrics").body()).contains("mlbox_in_flight");
    assertThat(hanging).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void showsMetrics() {
    RunningBox box = boxes.box("v1", FakePredictor.fast());
    caller.predict(box);
    caller.predict(box, "nonsense");
    Boxes.await(
        () -> caller.get(box.metricsPort(), "/metrics").body().contains("mlbox_in_flight 0.0\n"));
    assertThat(caller.get(box.metricsPort(), "/metrics").body())
        .contains("mlbox_requests_total{arm=\"stable\",outcome=\"ok\",version=\"v1\"} 1.0\n")
        .contains("mlbox_requests_total{arm=\"stable\",outcome=\"refused\",version=\"v1\"} 1.0\n")
        .contains("mlbox_handler_seconds_bucket{version=\"v1\",le=\"+Inf\"} 2\n")
        .contains("mlbox_weight 0.0\n")
        .contains("mlbox_lease_age_seconds NaN\n");
    assertThat(caller.get(box.metricsPort(), "/mlbox/live").json().get("version").asText())
        .isEqualTo("v1");
  }

  private static void refused(Caller.Heard heard, int status, String what) {
    assertThat(heard.status()).isEqualTo(status);
    assertThat(heard.version()).isEqualTo("v1");
    assertThat(heard.json().at("/error/what").asText()).startsWith(what);
    assertThat(heard.json().get("error").size()).isEqualTo(4);
  }

  /** Says something raw and reads the first that comes back. */
  private static String said(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      StringBuilder heard = new StringBuilder();
      byte[] part = new byte[4096];
      while (!heard.toString().contains("}")) {
        int length = in.read(part);
        if (length < 0) {
          break;
        }
        heard.append(new String(part, 0, length, StandardCharsets.UTF_8));
      }
      return heard.toString();
    }
  }
}
