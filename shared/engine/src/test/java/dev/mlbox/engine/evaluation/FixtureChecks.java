package dev.mlbox.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.gate.Finding;
import dev.mlbox.core.gate.Gate;
import dev.mlbox.core.gate.GateParser;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.runtime.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The fixtures' models and rows, opened for one test. */
final class FixtureChecks {
  static final Path FIXTURES = Path.of("../../src/examples/fixtures");
  static final BaselineSource FIRST = new BaselineSource.None(true, "nothing is deployed");

  private final Path folder;
  private final List<AutoCloseable> opened = new ArrayList<>();

  /**
   * @param folder where rows are written to
   */
  FixtureChecks(Path folder) {
    this.folder = folder;
  }

  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  Contestant model(String fixture, String... features) {
    Predictor predictor = Models.load(ModelSpec.onnx(FIXTURES.resolve(fixture)));
    opened.add(predictor);
    return Contestant.live(
        new ModelFacts(Digest.of(fixture), 1_000L, List.of(features)), predictor);
  }

  DataSource data(String text) throws IOException {
    Files.writeString(folder.resolve("test.csv"), text);
    DataSource data = DataSource.open(new Stated("test.csv", "mlbox.yaml:4"), folder);
    opened.add(data);
    return data;
  }

  static String table() throws IOException {
    return Files.readString(FIXTURES.resolve("tiny-table.csv"));
  }

  static EvaluateConfig config(String target, List<String> slices, String... gates) {
    return new EvaluateConfig(
        new Stated("test.csv", "mlbox.yaml:4"),
        new Stated(target, "mlbox.yaml:5"),
        null,
        null,
        null,
        null,
        null,
        stated(slices),
        List.of(),
        gates(slices, gates),
        30,
        1,
        0,
        null,
        "mlbox.yaml:3");
  }

  static List<Gate> gates(List<String> slices, String... lines) {
    return Stream.of(lines)
        .map(line -> GateParser.parse(line, "mlbox.yaml:6", slices).gate().orElseThrow())
        .toList();
  }

  static List<Stated> stated(List<String> lines) {
    return lines.stream().map(line -> new Stated(line, "mlbox.yaml:6")).toList();
  }

  static CheckResult check(
      EvaluateConfig config, DataSource data, Contestant candidate, BaselineSource baseline) {
    return Check.run(
        new CheckRequest(config, data, candidate, baseline, () -> 1, null, MetricCommand.none()),
        RowProgress.SILENT);
  }

  static Finding finding(CheckResult result) {
    assertThat(result.report().findings()).hasSize(1);
    return result.report().findings().get(0);
  }

  static double metric(Evaluation evaluation, String name) {
    return Optional.ofNullable(evaluation.metrics().get(name)).orElseThrow().value();
  }
}
