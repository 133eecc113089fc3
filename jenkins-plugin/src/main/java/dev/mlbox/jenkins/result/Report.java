package dev.mlbox.jenkins.result;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a command reported. */
public final class Report {
  private static final String ABSENT =
      ": there is no mlbox on this agent's path; name a tool in the step, or set MLBOX_HOME or"
          + " MLBOX_JAR";
  private static final String KILLED =
      ": it was killed, perhaps for lack of memory; a new build goes on where it stopped";

  private final Tree tree;
  private final Outcome outcome;
  private final String headline;

  private Report(Tree tree, Outcome outcome, String headline) {
    this.tree = tree;
    this.outcome = outcome;
    this.headline = headline;
  }

  /**
   * Reads the JSON of a command's result.
   *
   * @param json as written by {@code --report-file}; empty when the command wrote none
   * @param exitCode of the command; decides when there is no JSON
   */
  public static Report of(String json, int exitCode) {
    if (json.isBlank()) {
      String what = "the command ended with code " + exitCode + " and no result";
      return unreadable(exitCode, what + why(exitCode));
    }
    try {
      Tree tree = new Tree(JSON.std.mapFrom(json));
      Outcome outcome =
          tree.at("outcome").isPresent()
              ? Outcome.named(tree.at("outcome").text())
              : Outcome.of(exitCode);
      String headline = tree.at("headline").text();
      return new Report(tree, outcome, headline.isEmpty() ? standing(tree) : headline);
    } catch (IOException e) {
      return unreadable(exitCode, "the command's result cannot be read: " + e.getMessage());
    }
  }

  /** What shells mean by it. */
  private static String why(int exitCode) {
    return switch (exitCode) {
      case 127 -> ABSENT;
      case 137 -> KILLED;
      default -> "";
    };
  }

  private static Report unreadable(int exitCode, String headline) {
    // A shell or a JVM that fails ends with 1 or 2 as well: a verdict needs a result that says so.
    Outcome outcome =
        Outcome.of(exitCode) == Outcome.INVALID ? Outcome.INVALID : Outcome.BROKEN;
    return new Report(new Tree(Map.of()), outcome, headline);
  }

  /** What {@code status} says: its lines in one. */
  private static String standing(Tree tree) {
    List<String> lines = new ArrayList<>();
    for (Tree line : tree.at("lines").each()) {
      lines.add(line.at("name").text() + " " + line.at("what").text());
    }
    return String.join("; ", lines);
  }

  public Outcome outcome() {
    return outcome;
  }

  /** What a look at a rollout that is under way has seen; empty when it is over. */
  public String seen() {
    return tree.at("seen").text();
  }

  /** One line: the finding. */
  public String headline() {
    return headline;
  }

  /** The version that was boxed; empty when none was. */
  public String version() {
    String boxed = tree.at("release", "version").text();
    return boxed.isEmpty() ? tree.at("record", "stable", "version").text() : boxed;
  }

  /** The image or folder that holds it; empty when nothing was boxed. */
  public String image() {
    return tree.at("release", "box").text();
  }

  /** Whether a rollout came to its end; not where it was left to a pilot. */
  public boolean isRolledOut() {
    return tree.at("rollout").isPresent();
  }

  /** Paths of the pages that the command wrote. */
  public List<String> files() {
    return tree.at("files").each().stream().map(Tree::text).toList();
  }

  /** One line a gate: its message. */
  public List<String> findings() {
    return gates().stream().map(GateRow::getMessage).toList();
  }

  public List<GateRow> gates() {
    return tree.at("checked", "gates", "findings").each().stream().map(GateRow::of).toList();
  }

  /**
   * What did not pass, at the lines that ask for it.
   *
   * @param config path of mlbox.yaml in the workspace
   */
  public List<Mark> marks(String config) {
    return gates().stream().flatMap(gate -> Mark.of(gate, config).stream()).toList();
  }

  /** A line of Markdown for each gate, or for each problem when it came to none. */
  public List<String> summary() {
    List<String> lines = new ArrayList<>();
    gates().forEach(gate -> lines.add("- " + gate.getVerdict() + ": " + gate.getMessage()));
    if (lines.isEmpty()) {
      problems().forEach(problem -> lines.add("- " + problem));
    }
    return lines.isEmpty() ? List.of(headline) : lines;
  }

  public List<SliceRow> slices() {
    return SliceRow.all(tree.at("checked", "candidate", "slices"), gated());
  }

  public List<StepRow> steps() {
    return StepRow.all(tree.at("rollout", "log"));
  }

  /** What stood in the way. */
  public List<String> problems() {
    List<String> lines = new ArrayList<>();
    for (Tree problem : tree.at("problems").each()) {
      StringBuilder line = new StringBuilder(problem.at("what").text());
      append(line, " (", problem.at("where").text(), ")");
      append(line, "; expected: ", problem.at("expected").text(), "");
      append(line, "; remedy: ", problem.at("remedy").text(), "");
      lines.add(line.toString());
    }
    return lines;
  }

  private static void append(StringBuilder line, String before, String text, String after) {
    if (!text.isEmpty()) {
      line.append(before).append(text).append(after);
    }
  }

  /** Where the model came from, in words. */
  public Map<String, String> origin() {
    Map<String, String> origin = new LinkedHashMap<>();
    Tree facts = tree.at("origin");
    facts.keys().forEach(key -> origin.put(key, facts.at(key).text()));
    return origin;
  }

  /** Every metric of the new model; those that gates ask for first. */
  public List<MetricPoint> metrics() {
    Tree metrics = tree.at("checked", "candidate", "metrics");
    List<MetricPoint> points = new ArrayList<>();
    Set<String> gated = gated();
    for (boolean first : new boolean[] {true, false}) {
      for (String name : metrics.keys()) {
        if (gated.contains(name) == first) {
          Tree metric = metrics.at(name);
          points.add(
              new MetricPoint(
                  name,
                  metric.at("value").number(),
                  metric.at("interval", "lower").number(),
                  metric.at("interval", "upper").number(),
                  first));
        }
      }
    }
    return points;
  }

  private Set<String> gated() {
    Set<String> names = new TreeSet<>();
    for (Tree finding : tree.at("checked", "gates", "findings").each()) {
      names.add(finding.at("gate", "text").text().split("\\s", 2)[0]);
    }
    return names;
  }

  /** What a pipeline gets: plain maps, lists, texts and numbers. */
  public Map<String, Object> map() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics().forEach(metric -> metrics.put(metric.getName(), metric.getValue()));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("outcome", outcome.name());
    map.put("headline", headline);
    map.put("version", version());
    map.put("image", image());
    map.put("metrics", metrics);
    map.put("findings", new ArrayList<>(findings()));
    map.put("problems", new ArrayList<>(problems()));
    return map;
  }
}
