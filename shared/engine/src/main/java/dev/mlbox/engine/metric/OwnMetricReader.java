package dev.mlbox.engine.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.config.Shown;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.judge.OwnMetric;
import dev.mlbox.core.judge.OwnMetric.Source;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.json.Json;
import dev.mlbox.engine.process.ChildProcess;
import dev.mlbox.engine.process.Command;
import dev.mlbox.engine.process.CommandLine;
import dev.mlbox.engine.process.Finished;
import dev.mlbox.engine.process.SearchPath;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One number for one version, or the reason why there is none. A source gets a second: the lease is
 * renewed by the same loop, and a metric is not worth a canary.
 */
public final class OwnMetricReader {
  private static final Duration COMMAND_LIMIT = Duration.ofSeconds(2);
  private static final int SHOWN = 120;

  private final WebAnswers web = new WebAnswers();
  private final Map<String, String> environment;

  /**
   * @param environment of commands
   */
  public OwnMetricReader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * What a metric is for a version now.
   *
   * @throws MlboxException BROKEN when there is no answer, or no finite number in it
   */
  public double read(OwnMetric metric, String version) {
    try {
      return asked(metric.source().of(version), version);
    } catch (MlboxException e) {
      // A program that is not there is wrong as much as one that fails; the rollout goes on.
      throw e.fault() == Fault.BROKEN ? e : MlboxException.broken(e.problems().get(0), e);
    }
  }

  private double asked(Source source, String version) {
    if (source instanceof Source.Prometheus prometheus) {
      return prometheus(prometheus, version);
    } else if (source instanceof Source.Web address) {
      return web(address);
    }
    if (source instanceof Source.Boxes) {
      throw new IllegalArgumentException("boxes are asked by whoever knows them");
    }
    return command((Source.Command) source);
  }

  private double prometheus(Source.Prometheus source, String version) {
    String address =
        source.address()
            + "/api/v1/query?query="
            + URLEncoder.encode(source.query(), StandardCharsets.UTF_8);
    WebAnswers.Answered answer = web.get(URI.create(address));
    JsonNode json = json(answer.body(), Shown.of(source.address()));
    if (!json.path("status").asText().equals("success")) {
      String error = json.path("error").asText("status " + answer.status());
      throw broken(
          "Prometheus refuses `%s`: %s".formatted(source.query(), error),
          Shown.of(source.address()));
    }
    JsonNode data = json.path("data");
    JsonNode result = data.path("result");
    if (data.path("resultType").asText().equals("scalar")) {
      return finite(result.path(1).asText(), source.query());
    }
    if (result.isEmpty()) {
      throw MlboxException.broken(
          Problem.of("`%s` has no series".formatted(source.query()))
              .at(Shown.of(source.address()))
              .remedy(
                  "if version %s has just nothing to count yet, add `or vector(0)`"
                      .formatted(version)),
          null);
    }
    if (result.size() > 1) {
      throw broken(
          "`%s` has %d series; sum them".formatted(source.query(), result.size()),
          Shown.of(source.address()));
    }
    return finite(result.path(0).path("value").path(1).asText(), source.query());
  }

  private double web(Source.Web source) {
    WebAnswers.Answered answer = web.get(uri(source.address()));
    if (answer.status() != 200) {
      throw broken("the answer has status " + answer.status(), Shown.of(source.address()));
    }
    if (source.pointer().isEmpty()) {
      return finite(answer.body().strip(), Shown.of(source.address()));
    }
    JsonNode value = at(json(answer.body(), Shown.of(source.address())), source);
    return finite(value.asText(), Shown.of(source.address()) + " at " + source.pointer());
  }

  private static JsonNode at(JsonNode json, Source.Web source) {
    try {
      JsonNode value = json.at(source.pointer());
      if (value.isMissingNode()) {
        throw broken(
            "there is nothing at %s".formatted(source.pointer()), Shown.of(source.address()));
      }
      return value;
    } catch (IllegalArgumentException e) {
      throw broken(
          "`%s` is no JSON pointer, such as /data/refunds".formatted(source.pointer()),
          Shown.of(source.address()));
    }
  }

  private double command(Source.Command source) {
    Stated stated = new Stated(source.line(), "deploy.revert_if");
    List<String> words = new ArrayList<>(CommandLine.words(stated));
    words.set(
        0,
        SearchPath.of(environment)
            .require(words.get(0), source.folder(), stated.place())
            .toString());
    Finished finished =
        ChildProcess.run(
            new Command(stated, words, source.folder(), environment, COMMAND_LIMIT),
            StepListener.silent());
    List<String> lines = finished.lastLines();
    String last = lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1);
    if (finished.exitCode() != 0) {
      throw broken(
          "`%s` ended with code %d and printed %s last"
              .formatted(source.line(), finished.exitCode(), shortened(last)),
          stated.place());
    }
    return finite(last.strip(), "`" + source.line() + "`");
  }

  private static JsonNode json(String body, String place) {
    try {
      return Json.mapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw broken("the answer is no JSON: " + shortened(body), place);
    }
  }

  private static double finite(String text, String whose) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, as NaN and infinity are.
    }
    throw broken("the value is %s, which is no number".formatted(shortened(text)), whose);
  }

  private static URI uri(String address) {
    try {
      return new URI(address);
    } catch (URISyntaxException e) {
      throw broken("this is no address: " + e.getReason(), Shown.of(address));
    }
  }

  private static String shortened(String text) {
    String line = text.strip().lines().findFirst().orElse("nothing");
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
  }

  private static MlboxException broken(String what, String place) {
    return MlboxException.broken(Problem.of(what).at(place), null);
  }
}
