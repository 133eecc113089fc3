package dev.mlbox.engine.init;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a pipeline's jobs as its CI does: which jobs, their steps in order by bash until one fails,
 * and those that come always. Maven and Python are small scripts that write down how they were
 * called.
 */
final class CiRun {
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{\\s*([\\w.]+)\\s*}}");
  private static final Pattern EVENT = Pattern.compile("github\\.event_name == '(\\w+)'");
  private static final Pattern RULE = Pattern.compile("\\$(\\w+) == \"(\\w+)\"");

  private final Path folder;

  /** What {@code github.token} and the like are, and the variables of GitLab. */
  final Map<String, String> known = new HashMap<>();

  /** The goal of the plugin that fails; none when empty. */
  String failing = "";

  CiRun(Path folder) throws IOException {
    this.folder = folder;
    tool(
        "mvn",
        "echo \"$* token=${GITHUB_TOKEN:-} git=${MLBOX_GIT_TOKEN:-} kube=$(cat \"${KUBECONFIG:-/dev/null}\")\" >>calls\n"
            + "case \"$*\" in *:\"$FAILING\") exit 1;; esac");
    tool("pip", "echo \"pip $*\" >>calls");
    tool("apt-get", ":");
    tool("python3", "mkdir -p .venv/bin && : >.venv/bin/activate");
  }

  private void tool(String name, String script) throws IOException {
    Path file = Files.createDirectories(folder.resolve("tools")).resolve(name);
    Files.writeString(file, "#!/bin/bash\n" + script + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  /** What was called, in order. */
  List<String> calls() throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  /** Goals of the plugin that were called. */
  List<String> goals() throws IOException {
    Pattern goal = Pattern.compile("mlbox-maven-plugin:[\\w.-]+:(\\w+)");
    List<String> goals = new ArrayList<>();
    for (String call : calls()) {
      Matcher found = goal.matcher(call);
      if (found.find()) {
        goals.add(found.group(1));
      }
    }
    return goals;
  }

  /** Runs the jobs of an event. Returns whether all went well. */
  boolean github(JsonNode workflow, String event) throws IOException, InterruptedException {
    boolean well = true;
    for (JsonNode job : workflow.path("jobs")) {
      Matcher condition = EVENT.matcher(job.path("if").asText());
      if (condition.matches() && condition.group(1).equals(event)) {
        well &= steps(job.path("steps"), values(workflow.path("env")));
      }
    }
    return well;
  }

  private boolean steps(JsonNode steps, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path shared = Files.createTempFile(folder, "github", "env");
    environment.put("GITHUB_ENV", shared.toString());
    environment.put("RUNNER_TEMP", Files.createTempDirectory(folder, "runner").toString());
    boolean well = true;
    for (JsonNode step : steps) {
      if (well && step.has("run")) {
        Map<String, String> own = new HashMap<>(environment);
        Files.readAllLines(shared).stream()
            .map(line -> line.split("=", 2))
            .forEach(pair -> own.put(pair[0], pair[1]));
        own.putAll(values(step.path("env")));
        well = bash(step.path("run").asText(), own);
      }
    }
    return well;
  }

  private Map<String, String> values(JsonNode nodes) {
    Map<String, String> values = new HashMap<>();
    nodes
        .properties()
        .forEach(
            each ->
                values.put(
                    each.getKey(),
                    EXPRESSION
                        .matcher(each.getValue().asText())
                        .replaceAll(
                            found ->
                                Matcher.quoteReplacement(known.getOrDefault(found.group(1), "")))));
    return values;
  }

  /** Runs the jobs whose rules hold; those by hand only when asked for. */
  boolean gitlab(JsonNode file, boolean manual) throws IOException, InterruptedException {
    boolean well = true;
    for (JsonNode job : file) {
      JsonNode rule = job.path("rules").path(0);
      if (job.has("script")
          && holds(rule.path("if").asText())
          && manual == rule.path("when").asText().equals("manual")) {
        JsonNode before =
            job.has("before_script")
                ? job.path("before_script")
                : file.path("default").path("before_script");
        List<String> lines = new ArrayList<>();
        before.forEach(line -> lines.add(line.asText()));
        job.path("script").forEach(line -> lines.add(line.asText()));
        Map<String, String> environment = new HashMap<>(known);
        file.path("variables")
            .properties()
            .forEach(each -> environment.put(each.getKey(), each.getValue().asText()));
        well &= bash(String.join("\n", lines), environment);
      }
    }
    return well;
  }

  private boolean holds(String rule) {
    for (String part : rule.split(" && ", -1)) {
      Matcher matcher = RULE.matcher(part);
      if (!matcher.matches()
          || !matcher.group(2).equals(known.getOrDefault(matcher.group(1), ""))) {
        return false;
      }
    }
    return true;
  }

  private boolean bash(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-c", script);
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("log").toFile());
    for (String forge : List.of("GITHUB_TOKEN", "GITLAB_TOKEN", "MLBOX_GIT_TOKEN", "KUBECONFIG")) {
      builder.environment().remove(forge);
    }
    builder.environment().putAll(environment);
    builder.environment().put("FAILING", failing.isEmpty() ? "none" : failing);
    builder.environment().put("PATH", folder.resolve("tools") + ":" + System.getenv("PATH"));
    return builder.start().waitFor() == 0;
  }
}
