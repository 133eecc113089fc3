package dev.mlbox.engine.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlbox.core.gate.Finding;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.measure.Metrics;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * A report for machines: everything that verdicts rest on, in a form with a version and a JSON
 * Schema.
 */
public final class ReportJson {
  /** Grows when something is renamed or removed; additions keep it. */
  public static final int SCHEMA = 1;

  private ReportJson() {}

  static String of(String model, RunReport report) {
    ObjectNode whole = Json.mapper().createObjectNode();
    whole.put("schema", SCHEMA);
    whole.put("model", model);
    ObjectNode directions = whole.putObject("directions");
    for (Metric metric : Metrics.all()) {
      directions.put(metric.name(), metric.direction().name());
    }
    Set<String> judged = new HashSet<>();
    RunReport.Checked checked = report.checked();
    if (checked != null) {
      for (Finding finding : checked.gates().findings()) {
        Metric metric = finding.gate().metric();
        directions.put(metric.name(), metric.direction().name());
        judged.add(metric.name());
      }
    }
    whole.setAll((ObjectNode) Json.mapper().valueToTree(report));
    return new ReportSize(judged).fitted(whole) + "\n";
  }

  /** The JSON Schema of report.json. */
  public static String schema() {
    try (InputStream stream =
        Objects.requireNonNull(ReportJson.class.getResourceAsStream("report.schema.json"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
