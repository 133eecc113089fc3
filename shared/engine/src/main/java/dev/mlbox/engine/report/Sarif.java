package dev.mlbox.engine.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlbox.core.gate.Finding;
import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.json.Json;
import dev.mlbox.engine.project.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is not a pass and has a line in mlbox.yaml, as SARIF 2.1.0 (OASIS), so that code hosts show
 * it beside that line.
 */
final class Sarif {
  private static final Pattern PLACE = Pattern.compile("(.+):(\\d+)");

  private final Project project;
  private final ArrayNode rules = Json.mapper().createArrayNode();
  private final ArrayNode results = Json.mapper().createArrayNode();

  private Sarif(Project project) {
    this.project = project;
  }

  static String of(Project project, RunReport report) {
    Sarif sarif = new Sarif(project);
    RunReport.Checked checked = report.checked();
    if (checked != null) {
      checked.gates().findings().forEach(sarif::add);
    }
    sarif.add(report.rollout());
    return Json.pretty(sarif.log()) + "\n";
  }

  private ObjectNode log() {
    ObjectNode log = Json.mapper().createObjectNode();
    log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    log.put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "mlbox");
    driver.put("informationUri", "https://mlbox.dev");
    driver.set("rules", rules);
    run.put("columnKind", "utf16CodeUnits");
    run.set("results", results);
    return log;
  }

  private void add(Finding finding) {
    if (finding.verdict() != Verdict.PASS) {
      String rule = "gate/" + finding.gate().text();
      String level = finding.blocks() ? "error" : "warning";
      add(rule, level, finding.message(), finding.gate().place());
    }
  }

  private void add(@Nullable RolloutEnd rollout) {
    if (rollout == null) {
      return;
    }
    switch (rollout.outcome()) {
      case REVERTED, HALTED ->
          add("rollout", "error", rollout.reason(), project.config().deploy().place());
      case SUCCEEDED, REJECTED, INVALID, BROKEN, SUPERSEDED, INTERRUPTED -> {}
    }
  }

  private void add(String rule, String level, String message, String place) {
    Matcher matcher = PLACE.matcher(place);
    if (!matcher.matches()) {
      return;
    }
    ObjectNode described = rules.addObject().put("id", rule);
    described.putObject("shortDescription").put("text", rule);
    ObjectNode result = results.addObject();
    result.put("ruleId", rule);
    result.put("ruleIndex", rules.size() - 1);
    result.put("level", level);
    result.putObject("message").put("text", message.isEmpty() ? rule : message);
    ObjectNode location = result.putArray("locations").addObject().putObject("physicalLocation");
    location.putObject("artifactLocation").put("uri", uri(matcher.group(1)));
    location.putObject("region").put("startLine", Math.max(1, Integer.parseInt(matcher.group(2))));
  }

  /** The file as its repository knows it. */
  private String uri(String file) {
    Path folder = project.folder().toAbsolutePath().normalize();
    Path root = folder;
    while (root != null && !Files.exists(root.resolve(".git"))) {
      root = root.getParent();
    }
    Path named = folder.resolve(file).normalize();
    Path shown = (root == null ? folder : root).relativize(named);
    String path = shown.toString().replace('\\', '/');
    return path.replace("%", "%25").replace(" ", "%20").replace("#", "%23");
  }
}
