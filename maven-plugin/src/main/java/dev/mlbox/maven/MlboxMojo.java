package dev.mlbox.maven;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.Mlbox;
import dev.mlbox.engine.narration.Narrator;
import dev.mlbox.engine.project.Invocation;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What all goals have in common: the parameters, and outcome → Maven's own way to say it. */
abstract class MlboxMojo extends AbstractMojo {
  /** Properties that are parameters of the goals rather than keys of mlbox.yaml. */
  private static final Set<String> PARAMETERS =
      Set.of(
          "mlbox.file", "mlbox.skip", "mlbox.dryRun", "mlbox.reason", "mlbox.version", "mlbox.pr");

  private static final String PREFIX = "mlbox.";

  /** The configuration; relative to where Maven was started. */
  @Parameter(property = "mlbox.file", defaultValue = "mlbox.yaml")
  private String file = "mlbox.yaml";

  /**
   * Keys of mlbox.yaml, such as {@code <deploy.to>kubernetes</deploy.to>}; -Dmlbox.KEY is stronger.
   */
  @Parameter private @Nullable Map<String, String> settings;

  /** Does nothing. */
  @Parameter(property = "mlbox.skip", defaultValue = "false")
  private boolean skip;

  /** Prints what would be done, and does nothing; promote and revert refuse it. */
  @Parameter(property = "mlbox.dryRun", defaultValue = "false")
  private boolean dryRun;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private @Nullable MavenSession session;

  @Parameter(defaultValue = "${plugin.artifacts}", readonly = true, required = true)
  private @Nullable List<Artifact> artifacts;

  /** What the goal does; null where there is nothing to report. */
  abstract @Nullable RunReport perform(Mlbox mlbox);

  /** The same, for goals that have something to do before the configuration is read. */
  @Nullable RunReport perform(Invocation invocation) {
    return perform(Mlbox.open(invocation));
  }

  /** Whether the goal only prints what it would do. */
  final boolean isDryRun() {
    return dryRun;
  }

  /** Whether it changes nothing, or can print beforehand what it would do. */
  boolean canSayBefore() {
    return true;
  }

  /** The goal's name. */
  abstract String goal();

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("mlbox is skipped (mlbox.skip)");
      return;
    }
    try {
      requireSayable();
      RunReport report = perform(invocation());
      if (report != null) {
        report.files().forEach(path -> getLog().info(Narrator.line("report", path)));
        say(report.outcome(), report.headline(), report.problems());
      }
    } catch (MlboxException e) {
      say(Outcome.of(e.fault()), "", e.problems());
    }
  }

  private void requireSayable() {
    if (dryRun && !canSayBefore()) {
      throw MlboxException.invalid(
          Problem.of("mlbox:%s cannot say beforehand what it would do".formatted(goal()))
              .at("mlbox.dryRun")
              .expected("a goal with a dry run: train, check, box or deploy")
              .remedy("`mvn mlbox:status` says what serves, and which version was before it"));
    }
  }

  private void say(Outcome outcome, String headline, List<Problem> problems)
      throws MojoExecutionException, MojoFailureException {
    String text =
        problems.isEmpty()
            ? headline
            : problems.stream().map(Problem::message).collect(Collectors.joining("\n"));
    switch (outcome) {
      case SUCCEEDED -> getLog().info(Narrator.line(outcome.name(), text));
      case SUPERSEDED -> getLog().warn(Narrator.line(outcome.name(), text));
      case REJECTED, REVERTED -> throw new MojoFailureException(outcome + ": " + text);
      case HALTED, INVALID, BROKEN, INTERRUPTED ->
          throw new MojoExecutionException(outcome + ": " + text);
    }
  }

  private Invocation invocation() {
    MavenSession present = session;
    List<Artifact> jars = artifacts;
    if (present == null || jars == null) {
      throw new IllegalStateException("Maven has not set the session");
    }
    Path root = Path.of(present.getExecutionRootDirectory());
    return new Invocation(
        root.resolve(file).normalize(),
        overrides(present.getUserProperties()),
        System.getenv(),
        jars.stream().map(Artifact::getFile).map(File::toPath).toList(),
        new Narrator(new LogLines(getLog())),
        goal());
  }

  private List<Invocation.Assignment> overrides(Properties user) {
    List<Invocation.Assignment> overrides = new ArrayList<>();
    if (settings != null) {
      settings.forEach(
          (key, value) ->
              overrides.add(new Invocation.Assignment(key, value, "settings in pom.xml", true)));
    }
    for (String name : new java.util.TreeSet<>(user.stringPropertyNames())) {
      if (name.startsWith(PREFIX) && !PARAMETERS.contains(name)) {
        String key = name.substring(PREFIX.length());
        overrides.add(new Invocation.Assignment(key, user.getProperty(name), "-D" + name));
      }
    }
    return overrides;
  }
}
